/** A text for a phone. */
export interface Sms {
  /** E.164, such as +8613800138000. */
  readonly to: string;
  readonly text: string;
}

/** Why a text was not taken: what the other side said, without numbers and words. */
export class SmsRefusal extends Error {
  constructor(
    readonly note: string,
    /** It would say the same again. */
    readonly permanent: boolean,
    /** How long it asks to be left alone. */
    readonly restMs = 0,
  ) {
    super(note);
  }
}

/** Whoever carries texts to phones. Without one, nothing is offered that needs it. */
export abstract class SmsSender {
  abstract get isSet(): boolean;
  /** Hands one text over. @returns what the other side calls it. @throws SmsRefusal */
  abstract send(sms: Sms): Promise<string>;
}
