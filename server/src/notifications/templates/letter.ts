/** The texts of one language. Placeholders are functions, so that a forgotten one does not compile. */
export interface LetterTexts {
  readonly invitation: (fields: { name: string; organisation: string; link: string }) => { subject: string; text: string };
  readonly reset: (fields: { name: string; organisation: string; link: string }) => { subject: string; text: string };
}
