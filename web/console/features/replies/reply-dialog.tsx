import type { CannedReplies, CannedReply, CannedScope } from '#contracts/canned-replies.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addCannedReply, changeCannedReply } from '../../../client/canned-replies.data.js';
import { LOCALES } from '../../../client/i18n.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { Choices } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { ReplyWords } from '../../app/reply-words.js';

interface Props {
  /** Null for a new one. */
  item: CannedReply | null;
  can: CannedReplies['can'];
  onClose: () => void;
}

/** A saved reply: what it is called, whose it is, and what it says in each language. */
export function ReplyDialog({ item: reply, can, onClose }: Props) {
  const { t } = useTranslation('replies');
  const [scope, setScope] = useState<CannedScope>(reply?.scope ?? 'own');
  const [texts, setTexts] = useState(reply?.texts ?? {});
  const written = Object.fromEntries(LOCALES.flatMap((locale) => (texts[locale]?.trim() ? [[locale, texts[locale].trim()]] : [])));
  const scopes = (['own', 'team', 'all'] as const).filter((one) => one === 'own' || (one === 'team' ? can.makeForTeams.length > 0 : can.makeForAll));
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const body = {
      title: fieldOf(form, 'title'),
      shortcut: fieldOf(form, 'shortcut').trim() || null,
      folder: fieldOf(form, 'folder').trim() || null,
      scope,
      teamId: scope === 'team' ? fieldOf(form, 'team') : null,
      texts: written,
    };
    await (reply ? changeCannedReply(reply.id, body, reply.version) : addCannedReply(body));
    await queryClient.invalidateQueries({ queryKey: ['canned-replies'] });
    onClose();
  });
  const taken = error?.code === 'reply/shortcut_taken';
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={reply ? t('changeOf', { title: reply.title }) : t('add')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="reply" look="primary" busy={busy} disabled={Object.keys(written).length === 0} title={Object.keys(written).length === 0 ? t('needText') : undefined}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="reply" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField label={t('field.title')} hint={t('field.titleHint')} name="title" defaultValue={reply?.title} required maxLength={80} dir="auto" />
        <div className="grid gap-4 mid:grid-cols-2">
          <TextField
            label={t('field.shortcut')}
            hint={t('field.shortcutHint')}
            name="shortcut"
            defaultValue={reply?.shortcut ?? ''}
            maxLength={40}
            pattern="[^\s\/]*"
            autoCapitalize="none"
            error={taken ? error.text : undefined}
          />
          <TextField label={t('field.folder')} hint={t('field.folderHint')} name="folder" defaultValue={reply?.folder ?? ''} maxLength={40} dir="auto" />
        </div>
        <ReplyWords texts={texts} onChange={setTexts} />
        {scopes.length > 1 && (
          <Choices label={t('scope.label')} value={scope} options={scopes.map((value) => ({ value, label: t(`scope.${value}`), hint: t(`scope.${value}Hint`) }))} onChange={setScope} />
        )}
        {scope === 'team' && (
          <SelectField label={t('field.team')} name="team" defaultValue={reply?.team?.id}>
            {can.makeForTeams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </SelectField>
        )}
        <FormError text={error && !taken ? error.text : undefined} />
      </form>
    </Dialog>
  );
}
