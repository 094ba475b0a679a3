import type { LetterTexts } from './letter.js';

export const zhTW: LetterTexts = {
  invitation: ({ name, organisation, link }) => ({
    subject: `邀請您加入 ${organisation}`,
    text: `${name} 您好：

您受邀加入 ${organisation} 的客服平台，請點選下方連結設定密碼：

${link}

此連結只能使用一次，七天內有效。若您對此沒有印象，請直接忽略這封信。
`,
  }),
  reset: ({ name, organisation, link }) => ({
    subject: `重設您的 ${organisation} 密碼`,
    text: `${name} 您好：

我們收到重設您在 ${organisation} 客服平台密碼的要求。若是您本人提出，請點選下方連結設定新密碼：

${link}

此連結只能使用一次，一小時內有效。若不是您本人提出，請忽略這封信，您的密碼不會有任何變動。
`,
  }),
  answer: ({ shop, number, name, answer, link, mayReply }) => ({
    subject: `${shop} 已回覆您（編號 ${number}）`,
    text: `您好：

${shop} 的 ${name} 已回覆您的留言：

${answer}

若要繼續對話，${mayReply ? '直接回覆這封信即可；也可以' : '請'}用同一個瀏覽器開啟您留言時的頁面，進入聊天視窗${link ? `：\n\n${link}` : '。'}

${mayReply ? '' : '請勿直接回覆這封信，這個信箱無人查看。'}您收到這封信，是因為有人留言給我們時填了這個信箱；若不是您本人，請直接忽略。
`,
  }),
  code: ({ shop, code }) => ({
    subject: `${shop} 驗證碼`,
    text: `您好：

您正在與 ${shop} 的客服對話中確認這個信箱，請在對話視窗輸入以下驗證碼：

${code}

驗證碼十分鐘內有效。${shop} 的人員不會向您索取驗證碼，請不要告訴任何人。

若不是您本人提出，請直接忽略這封信，不會有任何影響。
`,
  }),
  rule: ({ name, organisation, rule, number, link }) => ({
    subject: `工單 #${number}：${rule}`,
    text: `${name} 您好：

${organisation} 的規則「${rule}」請您留意工單 #${number}：

${link}

規則執行了哪些動作，請見工單的歷程紀錄。這封信由系統自動寄出。
`,
  }),
  notice: ({ name, organisation, by, rule, alone, kind, number, link }) => {
    const given = alone ? `${organisation} 的工單 #${number} 已${rule === null ? '自動' : `依規則「${rule}」`}指派給您` : `${by} 將 ${organisation} 的工單 #${number} 指派給您`;
    const said = { mentioned: `${by} 在 ${organisation} 工單 #${number} 的內部備註中提及您`, followed: `${by} 將您加入 ${organisation} 工單 #${number} 的追蹤者`, assigned: given }[kind];
    const subject = { mentioned: `${by} 在工單 #${number} 提及您`, followed: `${by} 將您加入工單 #${number} 的追蹤者`, assigned: alone ? `工單 #${number} 已指派給您` : `${by} 將工單 #${number} 指派給您` }[kind];
    return {
      subject,
      text: `${name} 您好：

${said}：

${link}

若不想再收到這類信件，可在帳號設定中關閉。
`,
    };
  },
  callback: ({ name, organisation, number, when, link }) => ({
    subject: `待回電：工單 #${number}，${when}`,
    text: `${name} 您好：

${organisation} 有一位顧客等候回電，由您負責。工單 #${number}，請在 ${when} 前致電：

${link}

這封信由系統自動寄出。
`,
  }),
  codeSms: ({ shop, code }) => `【${shop}】您的驗證碼是 ${code}，十分鐘內有效，請勿告訴他人。`,
  transcript: ({ shop, number }) => ({
    subject: `您與 ${shop} 的對話紀錄（編號 ${number}）`,
    text: `您好：

您在與 ${shop} 的對話中要求寄送對話紀錄，檔案已附在這封信裡，用任何瀏覽器都能開啟。

請勿直接回覆這封信，這個信箱無人查看。
`,
  }),
  webhookOff: ({ name, organisation, endpoint, reason, link }) => ({
    subject: `${organisation} 的 Webhook 已停用：${endpoint}`,
    text: `${name} 您好：

${reason === 'gone' ? `接收端「${endpoint}」回應它已不存在（410）。` : `接收端「${endpoint}」已連續五天未接收任何訊息。`}系統已將它停用，不再傳送訊息。

先前未送達的內容會保留 30 天。您可以查看紀錄，重新啟用後再補送失敗的訊息：

${link}
`,
  }),
};
