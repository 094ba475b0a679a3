import { useEffect, useState } from 'preact/hooks';

/** The clock, ticking only so that what it is asked for changes in time: "Recall" goes, an opening comes nearer. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
