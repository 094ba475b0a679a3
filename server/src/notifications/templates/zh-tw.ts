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
};
