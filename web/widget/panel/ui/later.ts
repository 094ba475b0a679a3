import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part whose code comes when it is wanted for the first time; null until then, and while it is not wanted. */
export function useLater<P>(wanted: boolean, load: () => Promise<ComponentType<P>>): ComponentType<P> | null {
  const [loaded, setLoaded] = useState<{ Part: ComponentType<P> } | null>(null);
  useEffect(() => {
    if (!wanted || loaded) return;
    let left = false;
    const fetch = () => {
      load().then(
        (Part) => left || setLoaded({ Part }),
        // The line is away; what is said about that stands in the banner.
        () => left || addEventListener('online', fetch, { once: true }),
      );
    };
    fetch();
    return () => {
      left = true;
      removeEventListener('online', fetch);
    };
  }, [wanted, loaded]);
  return wanted ? (loaded?.Part ?? null) : null;
}
