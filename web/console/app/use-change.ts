import { useState } from 'react';
import { queryClient } from '../../client/query.js';
import { tellFailure } from './error-text.js';

/** Does something to a list of settings and reads the list anew; says why when it was refused. */
export function useChange(queryKey: readonly string[]) {
  const [busy, setBusy] = useState(false);
  const change = async <T>(run: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    try {
      return await run();
    } catch (error) {
      tellFailure(error);
      return null;
    } finally {
      await queryClient.invalidateQueries({ queryKey: [...queryKey] });
      setBusy(false);
    }
  };
  return { busy, change };
}
