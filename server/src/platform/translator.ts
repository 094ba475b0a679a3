export interface Translated {
  readonly text: string;
  /** What it was written in, as a BCP 47 tag; null where the other side does not say. */
  readonly from: string | null;
}

/** Why a text was not translated: what the other side said, without the text. */
export class TranslationRefusal extends Error {
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

/** Whoever translates between people. Without one, nothing is offered that needs it. */
export abstract class Translator {
  abstract get isSet(): boolean;
  /** @param to a BCP 47 tag. @throws TranslationRefusal */
  abstract translate(text: string, to: string): Promise<Translated>;
}
