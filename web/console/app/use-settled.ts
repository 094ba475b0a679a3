import { useEffect, useState } from 'react';

/** True once the first screen has had its time: what nobody sees is loaded after what everybody waits for. */
export function useSettled(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(true), 1000);
    return () => window.clearTimeout(timer);
  }, []);
  return settled;
}
