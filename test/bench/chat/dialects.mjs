// How to join, to speak and to read what comes, in the words of the bare relay and in ours.
const between = (text, from, end) => {
  const at = text.indexOf(from);
  return at < 0 ? '' : text.slice(at + from.length, text.indexOf(end, at + from.length));
};

const BARE = {
  join: async (socket, id) => {
    await new Promise((resolve) => socket.emit('join', JSON.stringify(id), resolve));
    return 0;
  },
  event: 'msg',
  payload: (id, _, text) => `{"room":"${id}","body":"${text}"}`,
  /** Of an incoming frame: the conversation it belongs to, or '' when it is no message. */
  conversationOf: (frame) => between(frame, '"room":"', '"'),
  placeOf: (frame) => Number(between(frame, 'n=', ';')),
  /** A bare relay numbers nothing: the sender's own number is the place. */
  placeOfAck: (_, n) => n,
};

const ID = 36;
const HEAD = '["message",{"conversationId":"';
const AFTERCARE = {
  join: async (socket, conversationId) => {
    const answer = await socket.ask('conversation:open', { conversationId });
    if (!answer.ok) throw new Error(`conversation:open was refused: ${JSON.stringify(answer.error)}`);
    return answer.head;
  },
  event: 'message:send',
  payload: (conversationId, clientMessageId, text) => `{"conversationId":"${conversationId}","clientMessageId":"${clientMessageId}","kind":"text","text":"${text}"}`,
  conversationOf: (frame) => {
    const at = frame.indexOf(HEAD);
    return at < 0 ? '' : frame.slice(at + HEAD.length, at + HEAD.length + ID);
  },
  placeOf: (frame) => Number(between(frame, '"seq":', ',')),
  placeOfAck: (answer) => {
    if (!answer.startsWith('[{"ok":true')) throw new Error(`a message was refused: ${answer}`);
    return Number(between(answer, '"seq":', ','));
  },
};

export const DIALECTS = { bare: BARE, aftercare: AFTERCARE };
export const sentAt = (frame) => Number(between(frame, 'at=', ';'));

const LENGTH = 200;
/** A text of 200 bytes that says when it was due and the how-manieth of its conversation it is. */
export const textOf = (at, n) => `at=${Math.round(at)};n=${n};`.padEnd(LENGTH, 'x');
