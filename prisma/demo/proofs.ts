import type { PersonKey } from './demo.types.js';

/** Guests who confirmed by a code, in the talk, that the address they had given is theirs; and who had asked for it. */
export const PROOFS: readonly { readonly email: string; readonly askedBy: PersonKey | null }[] = [
  { email: 'jo.pike@mail.example', askedBy: 'emily' },
  { email: 'm.thiel@buero-thiel.example', askedBy: 'lena' },
  { email: 'lihb@mail.example', askedBy: 'min' },
  { email: 'hugh.bennett@mail.example', askedBy: null },
];
