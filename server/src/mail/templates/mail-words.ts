import type { Locale } from '#contracts/common.js';

export interface MailWords {
  /** Of a talk that has no subject yet. */
  readonly subject: (facts: { shop: string; number: number }) => string;
  readonly wrote: (facts: { name: string; date: string }) => string;
  readonly receipt: (facts: { shop: string; number: number }) => string;
  readonly leftOut: (facts: { names: string }) => string;
}

const en: MailWords = {
  subject: ({ shop, number }) => `Your request #${number} at ${shop}`,
  wrote: ({ name, date }) => `On ${date}, ${name} wrote:`,
  receipt: ({ shop, number }) => `Thank you for writing to ${shop}. Your message has arrived and has the number #${number}.\n\nSomebody will read it and answer you. To add something, simply reply to this mail.`,
  leftOut: ({ names }) => `Too large for a mail: ${names}. Reply, and we find another way.`,
};
const zhCN: MailWords = {
  subject: ({ shop, number }) => `您在${shop}的咨询 #${number}`,
  wrote: ({ name, date }) => `${date}，${name} 写道：`,
  receipt: ({ shop, number }) => `感谢您联系${shop}。邮件已收到，编号为 #${number}。\n\n客服会查看并回复您。如需补充，直接回复本邮件即可。`,
  leftOut: ({ names }) => `以下文件过大，无法随邮件发送：${names}。请回复告知，我们换个方式给您。`,
};
const zhTW: MailWords = {
  subject: ({ shop, number }) => `您在${shop}的詢問 #${number}`,
  wrote: ({ name, date }) => `${name} 於 ${date} 寫道：`,
  receipt: ({ shop, number }) => `感謝您來信${shop}。信件已收到，編號為 #${number}。\n\n客服會閱讀並回覆您。若要補充，直接回覆這封信即可。`,
  leftOut: ({ names }) => `以下檔案過大，無法隨信寄出：${names}。請回信告知，我們改用其他方式提供。`,
};

/** The same as texts with blanks, for whoever writes others. */
const asText = ({ subject, receipt }: MailWords) => {
  const [shop, number] = ['{shop}', 0];
  const blank = (said: string) => said.replaceAll('#0', '#{number}');
  return { subject: blank(subject({ shop, number })), receipt: blank(receipt({ shop, number })) };
};
export const STANDARD: Readonly<Record<Locale, { readonly subject: string; readonly receipt: string }>> = { en: asText(en), 'zh-CN': asText(zhCN), 'zh-TW': asText(zhTW) };
export const MAIL_WORDS: Readonly<Record<Locale, MailWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW };
