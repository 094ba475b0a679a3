import type { CannedReply } from '#contracts/canned-replies.js';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addCannedReply, managedRepliesQuery, removeCannedReply } from '../../client/canned-replies.data.js';
import { searchReplies } from '../../client/reply-search.rules.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choice.js';
import { TextField } from '../../ui/field.js';
import { showToast } from '../../ui/toast.js';
import { AdminPage } from '../app/admin-page.js';
import { REPLY_TEXTS } from '../app/reply-texts.js';
import { useChange } from '../app/use-change.js';
import { useTexts } from '../app/use-texts.js';
import { ReplyDialog } from '../features/replies/reply-dialog.js';
import { draftOf } from '../features/replies/reply-draft.js';
import { ReplyTable } from '../features/replies/reply-table.js';

const FILTERS = ['every', 'own', 'team', 'all'] as const;

/** Own, the team's and everybody's saved replies: made, found and looked after. */
export default function RepliesRoute() {
  const { t } = useTranslation('replies');
  const ready = useTexts('replies', REPLY_TEXTS);
  const replies = useQuery(managedRepliesQuery);
  const { change } = useChange(['canned-replies']);
  const [open, setOpen] = useState<CannedReply | 'new' | null>(null);
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>('every');
  const [wanted, setWanted] = useState('');
  if (!ready) return <div className="flex-1" aria-busy />;

  const remove = async (reply: CannedReply) => {
    const done = await change(() => removeCannedReply(reply.id));
    if (!done) return;
    const undo = () => void change(() => addCannedReply(draftOf(reply)));
    showToast({ tone: 'done', text: t('removed', { title: reply.title }), action: { label: t('undo'), run: undo } });
  };
  return (
    <AdminPage
      title={t('title')}
      lead={t('lead')}
      query={replies}
      wide
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
          {t('add')}
        </Button>
      }
    >
      {({ items, can }) => {
        const inFilter = items.filter((reply) => filter === 'every' || reply.scope === filter);
        const shown = wanted.trim() === '' ? inFilter : searchReplies(inFilter, wanted);
        return (
          <div className="flex flex-col gap-4">
            <div className="flex flex-wrap items-end justify-between gap-3">
              <Segments label={t('filter.label')} value={filter} options={FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))} onChange={setFilter} />
              <TextField className="w-full mid:w-64" label={t('search')} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
            </div>
            <ReplyTable replies={shown} empty={t(wanted.trim() === '' ? 'noneHere' : 'noMatch')} onChange={setOpen} onRemove={(reply) => void remove(reply)} />
            {open && <ReplyDialog reply={open === 'new' ? null : open} can={can} onClose={() => setOpen(null)} />}
          </div>
        );
      }}
    </AdminPage>
  );
}
