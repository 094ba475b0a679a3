import { useEffect, useState } from 'react';

const REST_MS = 250;

/** What was typed, once the hands rest: whoever types on asks nothing meanwhile. What is emptied is empty at once. */
export function useRested(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(typed), REST_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return typed === '' ? '' : rested;
}
