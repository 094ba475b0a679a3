import type { LetterTexts } from './letter.js';

export const en: LetterTexts = {
  invitation: ({ name, organisation, link }) => ({
    subject: `You are invited to ${organisation}`,
    text: `Hello ${name},

you are invited to the service desk of ${organisation}. Choose a password here:

${link}

The link works once and for seven days. If you did not expect it, you can ignore this letter.
`,
  }),
  reset: ({ name, organisation, link }) => ({
    subject: `Choose a new password for ${organisation}`,
    text: `Hello ${name},

somebody asked for a new password for your account at the service desk of ${organisation}. If it was you, choose it here:

${link}

The link works once and for one hour. If it was not you, ignore this letter: your password stays as it is.
`,
  }),
  answer: ({ shop, number, name, answer, link, mayReply }) => ({
    subject: `${shop} has answered you (no. ${number})`,
    text: `Hello,

${name} of ${shop} has answered what you wrote to us:

${answer}

${mayReply ? 'To write back, simply reply to this mail, or' : 'To write back,'} open the chat on the page where you wrote to us, in the same browser${link ? `:\n\n${link}` : '.'}

${mayReply ? '' : 'Please do not reply to this letter, nobody reads it. '}You get it because this address was left with a message to us. If it was not you, you can ignore it.
`,
  }),
  code: ({ shop, code }) => ({
    subject: `Your code for ${shop}`,
    text: `Hello,

to confirm in the chat with ${shop} that this address is yours, enter this code:

${code}

It is good for ten minutes. Nobody of ${shop} will ask you for it; do not pass it on.

If you did not ask for it, ignore this letter: nothing happens.
`,
  }),
  rule: ({ name, organisation, rule, number, link }) => ({
    subject: `Ticket #${number}: ${rule}`,
    text: `Hello ${name},

the rule “${rule}” of ${organisation} points you to ticket #${number}:

${link}

What the rule did stands in the history of the ticket. This letter was sent by itself.
`,
  }),
  notice: ({ name, organisation, by, rule, alone, kind, number, link }) => {
    const given = alone ? `Ticket #${number} of ${organisation} was assigned to you ${rule === null ? 'by the assignment of tickets' : `by the rule “${rule}”`}` : `${by} assigned ticket #${number} of ${organisation} to you`;
    const said = { mentioned: `${by} mentioned you in a note on ticket #${number} of ${organisation}`, followed: `${by} made you a follower of ticket #${number} of ${organisation}`, assigned: given }[kind];
    const subject = { mentioned: `${by} mentioned you in ticket #${number}`, followed: `${by} added you to ticket #${number}`, assigned: alone ? `Ticket #${number} was assigned to you` : `${by} assigned ticket #${number} to you` }[kind];
    return {
      subject,
      text: `Hello ${name},

${said}:

${link}

You can switch these letters off in the settings of your account.
`,
    };
  },
  callback: ({ name, organisation, number, when, link }) => ({
    subject: `A call is due: ticket #${number}, ${when}`,
    text: `Hello ${name},

a customer of ${organisation} is to be called back, and the call is yours. Ticket #${number}, by ${when}:

${link}

This letter was sent by itself.
`,
  }),
  codeSms: ({ shop, code }) => `${shop}: your code is ${code}, good for ten minutes. Do not pass it on.`,
  transcript: ({ shop, number }) => ({
    subject: `Your conversation with ${shop} (no. ${number})`,
    text: `Hello,

you asked in the chat with ${shop} for a copy of your conversation. It comes as a file with this letter; any browser opens it.

Please do not reply to this letter, nobody reads it.
`,
  }),
  webhookOff: ({ name, organisation, endpoint, reason, link }) => ({
    subject: `A webhook of ${organisation} was switched off: ${endpoint}`,
    text: `Hello ${name},

${reason === 'gone' ? `the endpoint “${endpoint}” answered that it no longer exists (410).` : `the endpoint “${endpoint}” has taken nothing for five days.`} It is switched off, and nothing is sent to it any more.

What it was to get until now is kept for 30 days. Look at the log, switch the webhook on again and send what failed once more:

${link}
`,
  }),
};
