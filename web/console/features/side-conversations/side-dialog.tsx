import { useQuery } from '@tanstack/react-query';
import { CheckCheck, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { completeSide, readSide, reopenSide, sayInSide, sideQuery, sidesQuery } from '../../../client/side-conversations.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Spinner } from '../../../ui/spinner.js';
import { FormError } from '../../app/form-error.js';
import { useChange } from '../../app/use-change.js';
import { useSubmit } from '../../app/use-submit.js';
import { SideEntry } from './side-entry.js';
import { SideWords } from './side-words.js';
import { useSideFiles } from './use-side-files.js';

/** One talk with somebody outside, and going on with it. */
export default function SideDialog({ ticketId, id, onClose }: { ticketId: string; id: string; onClose: () => void }) {
  const { t } = useTranslation('side-conversations');
  const { data } = useQuery(sideQuery(ticketId, id));
  const list = sidesQuery(ticketId).queryKey;
  const { busy: changing, change } = useChange(list);
  const [text, setText] = useState('');
  const files = useSideFiles();
  const clientMessageId = useRef(crypto.randomUUID());
  const unread = data?.unread === true;
  useEffect(() => {
    if (unread) void readSide(id).then(() => queryClient.invalidateQueries({ queryKey: sidesQuery(ticketId).queryKey }), () => undefined);
  }, [unread, id, ticketId]);
  const { busy, error, onSubmit } = useSubmit(async () => {
    await sayInSide(id, { clientMessageId: clientMessageId.current, text, ...(files.items.length > 0 ? { attachmentIds: files.items.map((file) => file.id) } : {}) });
    clientMessageId.current = crypto.randomUUID();
    setText('');
    files.clear();
    await queryClient.invalidateQueries({ queryKey: list });
  });
  const done = data?.state === 'done';
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={<span dir="auto">{data?.subject ?? t('title')}</span>}
      description={data && <bdi>{data.to.map(({ address, partner }) => (partner ? `${partner.name} <${address}>` : address)).join(', ')}</bdi>}
      closeLabel={t('common:close')}
      actions={
        data?.can.write && (
          <>
            <Button
              busy={changing}
              icon={done ? <RotateCcw size={16} aria-hidden /> : <CheckCheck size={16} aria-hidden />}
              onClick={() => void change(() => (done ? reopenSide(id) : completeSide(id)))}
            >
              {t(done ? 'reopen' : 'complete')}
            </Button>
            <Button type="submit" form="side-answer" look="primary" busy={busy} disabled={files.busy || text.trim() === ''}>
              {t('send')}
            </Button>
          </>
        )
      }
    >
      {!data && <Spinner label={t('common:loading')} />}
      {data && (
        <>
          <ol className="mb-5 flex flex-col gap-4">
            {data.messages.map((message) => (
              <SideEntry key={message.id} message={message} />
            ))}
          </ol>
          {data.can.write && (
            <form id="side-answer" onSubmit={onSubmit}>
              <SideWords label={t('answer')} text={text} onText={setText} files={files} />
              <FormError text={error?.text} />
            </form>
          )}
        </>
      )}
    </Dialog>
  );
}
