import type { Me } from '#contracts/accounts.js';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../../../client/file.rules.js';
import { choosePortrait, dropPortrait, upload } from '../../../client/files.data.js';
import { Problem } from '../../../client/problem.js';
import { meQuery } from '../../../client/session.data.js';
import { Avatar } from '../../../ui/avatar.js';
import { Button } from '../../../ui/button.js';
import { tellFailure } from '../../app/error-text.js';
import { useChange } from '../../app/use-change.js';

const PICTURES = { groups: ['pictures' as const], megabytes: 20 };

/** One's own picture, shown to customers and colleagues. */
export function PortraitForm({ me }: { me: Me }) {
  const { t } = useTranslation('files');
  const field = useRef<HTMLInputElement>(null);
  const { busy, change } = useChange(meQuery.queryKey);
  const choose = async (file: File) => {
    const refusal = refusalOf(file, PICTURES);
    if (refusal) return tellFailure(new Problem(refusal, 0, { megabytes: PICTURES.megabytes }));
    await change(async () => {
      const answer = await upload(file, file.name, () => undefined, new AbortController().signal);
      if (!answer.ok) throw new Problem('file/unreadable', 0, answer.data);
      await choosePortrait(answer.file.id);
    });
  };
  return (
    <div className="flex items-center gap-4">
      <Avatar name={me.account.name} pictureUrl={me.account.pictureUrl} size={40} />
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
            {t(me.account.pictureUrl ? 'portrait.change' : 'portrait.choose')}
          </Button>
          {me.account.pictureUrl && (
            <Button look="quiet" disabled={busy} onClick={() => void change(dropPortrait)}>
              {t('portrait.drop')}
            </Button>
          )}
        </div>
        <p className="text-12 text-muted">{t('portrait.hint')}</p>
      </div>
    </div>
  );
}
