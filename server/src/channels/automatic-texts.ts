import type { Situation } from '#contracts/channels.js';
import type { Locale } from '#contracts/common.js';

/** What the desk says by itself where the shop has written nothing of its own. */
export const AUTOMATIC_TEXTS: Readonly<Record<Situation, Readonly<Record<Locale, string>>>> = {
  closed: {
    en: 'Thank you for your message. We are closed right now and back {{opens}}. Your message is kept, and we answer it here.',
    'zh-CN': '感谢您的留言。现在不是服务时间，我们将于 {{opens}} 恢复服务。留言已保存，届时会在这里回复您。',
    'zh-TW': '謝謝您的留言。現在不是服務時間，我們將於 {{opens}} 恢復服務。留言已保留，屆時會在這裡回覆您。',
  },
  unknown: {
    en: 'Thank you for your message. We are closed for now. If you leave your e-mail address, the answer comes there.',
    'zh-CN': '感谢您的留言。目前暂停在线服务。如果您留下邮箱，我们会通过邮件回复您。',
    'zh-TW': '謝謝您的留言。目前暫停線上服務。若您留下電子郵件，我們會以電子郵件回覆您。',
  },
  nobody: {
    en: 'Thank you for your message. Nobody is at the desk at this moment. You need not wait here: your message is kept, and the answer appears in this chat.',
    'zh-CN': '感谢您的留言。客服暂时不在。您不必在此等待，留言已保存，回复会出现在本对话中。',
    'zh-TW': '謝謝您的留言。客服目前不在線上。您不必在此等候，留言已保留，回覆會出現在這個對話中。',
  },
  busy: {
    en: 'Thank you for your patience. Everybody is helping somebody else right now; you are number {{position}} in line.',
    'zh-CN': '感谢您的耐心等待。客服正在接待其他客户，您排在第 {{position}} 位。',
    'zh-TW': '謝謝您的耐心等候。客服正在服務其他顧客，您排在第 {{position}} 位。',
  },
  received: {
    en: 'Thank you, your message has arrived. Somebody will be with you shortly.',
    'zh-CN': '您的消息已收到，客服马上为您服务。',
    'zh-TW': '已收到您的訊息，客服馬上為您服務。',
  },
  accepted: {
    en: 'You are talking to {{agent}} of {{shop}}.',
    'zh-CN': '您好，{{shop}} 客服 {{agent}} 正在为您服务。',
    'zh-TW': '您好，{{shop}} 客服 {{agent}} 正在為您服務。',
  },
};
