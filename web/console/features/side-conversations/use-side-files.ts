import type { Attachment } from '#contracts/files.js';
import i18next from 'i18next';
import { useState } from 'react';
import { removeFile, upload } from '../../../client/files.data.js';
import { errorKey } from '../../../client/problem.js';
import { showToast } from '../../../ui/toast.js';

/** The files of a mail that is being written. */
export function useSideFiles() {
  const [items, setItems] = useState<readonly Attachment[]>([]);
  const [under, setUnder] = useState(0);
  const send = async (file: File) => {
    setUnder((count) => count + 1);
    const answer = await upload(file, file.name, () => undefined, new AbortController().signal);
    setUnder((count) => count - 1);
    if (answer.ok) setItems((now) => [...now, answer.file]);
    else showToast({ tone: 'error', text: i18next.t(errorKey(answer.code), { ...answer.data, defaultValue: i18next.t('errors:client.unexpected') }) });
  };
  return {
    items,
    busy: under > 0,
    add: (files: readonly File[]) => files.forEach((file) => void send(file)),
    remove(id: string) {
      removeFile(id);
      setItems((now) => now.filter((file) => file.id !== id));
    },
    clear: () => setItems([]),
  };
}
export type SideFiles = ReturnType<typeof useSideFiles>;
