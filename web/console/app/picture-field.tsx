import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../../client/file.rules.js';
import { upload } from '../../client/files.data.js';
import { Problem } from '../../client/problem.js';
import { Button } from '../../ui/button.js';
import { useChange } from './use-change.js';

const PICTURES = { groups: ['pictures' as const], megabytes: 20 };

interface Props {
  /** The picture, or what stands for it. */
  shown: ReactNode;
  isChosen: boolean;
  hint: string;
  /** What shows it, and is read anew after a change. */
  queryKey: readonly string[];
  onChoose: (fileId: string) => Promise<unknown>;
  onDrop: () => Promise<unknown>;
}

/** A picture that is uploaded and kept at once, changed or taken away. */
export function PictureField({ shown, isChosen, hint, queryKey, onChoose, onDrop }: Props) {
  const { t } = useTranslation('files');
  const field = useRef<HTMLInputElement>(null);
  const { busy, change } = useChange(queryKey);
  const choose = (file: File) =>
    change(async () => {
      const refusal = refusalOf(file, PICTURES);
      if (refusal) throw new Problem(refusal, 0, { megabytes: PICTURES.megabytes });
      const answer = await upload(file, file.name, () => undefined, new AbortController().signal);
      if (!answer.ok) throw new Problem('file/unreadable', 0, answer.data);
      await onChoose(answer.file.id);
    });
  return (
    <div className="flex items-center gap-4">
      {shown}
      <input
        ref={field}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void choose(file);
        }}
      />
      <div className="flex flex-col gap-1.5">
        <div className="flex flex-wrap gap-2">
          <Button busy={busy} onClick={() => field.current?.click()}>
            {t(isChosen ? 'portrait.change' : 'portrait.choose')}
          </Button>
          {isChosen && (
            <Button look="quiet" disabled={busy} onClick={() => void change(onDrop)}>
              {t('portrait.drop')}
            </Button>
          )}
        </div>
        <p className="text-12 text-muted">{hint}</p>
      </div>
    </div>
  );
}
