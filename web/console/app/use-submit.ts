import { type FormEvent, useState } from 'react';
import { Problem } from '../../client/problem.js';
import { errorText } from './error-text.js';

/** One form: busy while it is sent, its error in words, never sent twice. */
export function useSubmit(send: (form: FormData) => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ code: string; text: string } | null>(null);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    send(new FormData(event.currentTarget))
      .catch((cause: unknown) => setError({ code: cause instanceof Problem ? cause.code : '', text: errorText(cause) }))
      .finally(() => setBusy(false));
  };
  return { busy, error, onSubmit };
}

export const fieldOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** The token in an address of the form `#token=…`: never sent to a server, nor kept in its logs. */
export const tokenInAddress = (): string => new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '';
