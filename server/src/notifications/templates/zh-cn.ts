import type { LetterTexts } from './letter.js';

export const zhCN: LetterTexts = {
  invitation: ({ name, organisation, link }) => ({
    subject: `邀请您加入 ${organisation}`,
    text: `${name}，您好：

您受邀加入 ${organisation} 的客服工作台。请点击以下链接设置密码：

${link}

链接仅可使用一次，七天内有效。如果您不了解此事，请忽略本邮件。
`,
  }),
  reset: ({ name, organisation, link }) => ({
    subject: `重置您的 ${organisation} 密码`,
    text: `${name}，您好：

我们收到了重置您在 ${organisation} 客服工作台密码的请求。如果是您本人操作，请点击以下链接设置新密码：

${link}

链接仅可使用一次，一小时内有效。如果不是您本人操作，请忽略本邮件，您的密码不会改变。
`,
  }),
  answer: ({ shop, number, name, answer, link, mayReply }) => ({
    subject: `${shop} 已回复您（编号 ${number}）`,
    text: `您好：

${shop} 的 ${name} 已回复您的留言：

${answer}

如需继续沟通，${mayReply ? '直接回复本邮件即可；也可以' : '请'}用同一浏览器打开您留言时的页面，进入聊天窗口${link ? `：\n\n${link}` : '。'}

${mayReply ? '' : '请勿直接回复本邮件，此邮箱无人查看。'}您收到本邮件，是因为有人在给我们留言时填写了这个邮箱；如非本人操作，请忽略。
`,
  }),
  code: ({ shop, code }) => ({
    subject: `${shop} 验证码`,
    text: `您好：

您正在与 ${shop} 的客服聊天中验证此邮箱，请在聊天窗口输入以下验证码：

${code}

验证码十分钟内有效。${shop} 的工作人员不会向您索要验证码，请勿告诉他人。

如非本人操作，请忽略本邮件，不会有任何影响。
`,
  }),
  rule: ({ name, organisation, rule, number, link }) => ({
    subject: `工单 #${number}：${rule}`,
    text: `${name}，您好：

${organisation} 的规则“${rule}”提醒您查看工单 #${number}：

${link}

规则做了什么，可在工单的历史记录中查看。本邮件由系统自动发送。
`,
  }),
  notice: ({ name, organisation, by, rule, alone, kind, number, link }) => {
    const given = alone ? `${organisation} 的工单 #${number} 已${rule === null ? '自动' : `按规则“${rule}”`}分配给您` : `${by} 将 ${organisation} 的工单 #${number} 分配给了您`;
    const said = { mentioned: `${by} 在 ${organisation} 的工单 #${number} 的内部备注中提到了您`, followed: `${by} 将您加为 ${organisation} 工单 #${number} 的关注者`, assigned: given }[kind];
    const subject = { mentioned: `${by} 在工单 #${number} 中提到了您`, followed: `${by} 让您关注工单 #${number}`, assigned: alone ? `工单 #${number} 已分配给您` : `${by} 将工单 #${number} 分配给了您` }[kind];
    return {
      subject,
      text: `${name}，您好：

${said}：

${link}

如不想再收到此类邮件，可在账号设置中关闭。
`,
    };
  },
  callback: ({ name, organisation, number, when, link }) => ({
    subject: `待回电：工单 #${number}，${when}`,
    text: `${name}，您好：

${organisation} 有一位客户等待回电，由您负责。工单 #${number}，请在 ${when} 之前致电：

${link}

本邮件由系统自动发送。
`,
  }),
  codeSms: ({ shop, code }) => `【${shop}】验证码 ${code}，十分钟内有效，请勿告诉他人。`,
  transcript: ({ shop, number }) => ({
    subject: `您与 ${shop} 的聊天记录（编号 ${number}）`,
    text: `您好：

您在与 ${shop} 的聊天中请求发送聊天记录，已作为附件随本邮件发送，用任意浏览器即可打开。

请勿直接回复本邮件，此邮箱无人查看。
`,
  }),
  webhookOff: ({ name, organisation, endpoint, reason, link }) => ({
    subject: `${organisation} 的 Webhook 已停用：${endpoint}`,
    text: `${name}，您好：

${reason === 'gone' ? `接收端“${endpoint}”回复它已不存在（410）。` : `接收端“${endpoint}”已连续五天没有接收任何消息。`}系统已将其停用，不再向它发送消息。

此前未送达的内容会保留 30 天。您可以查看日志，重新启用后把失败的消息补发一遍：

${link}
`,
  }),
};
