import type { ChatEnding, ChatResult } from '#contracts/chats.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { contactReasonsQuery } from '../../../client/chats.data.js';
import { currentLocale } from '../../../client/i18n.js';
import { Button } from '../../../ui/button.js';
import { Choices } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { ErrorState } from '../../../ui/error-state.js';
import { CheckField, SelectField } from '../../../ui/field.js';
import { errorText } from '../../app/error-text.js';
import { LIFE_TEXTS } from '../../app/life-texts.js';
import { useTexts } from '../../app/use-texts.js';

type Result = z.infer<typeof ChatResult>;
const RESULTS: readonly Result[] = ['solved', 'follow_up', 'no_reply', 'spam'];

interface Props {
  customer: string;
  onClose: () => void;
  onEnd: (ending: z.input<typeof ChatEnding>) => void;
}

/** Ends a chat with why it was and how it went. */
export default function EndDialog({ customer, onClose, onEnd }: Props) {
  const { t } = useTranslation();
  const reasons = useQuery(contactReasonsQuery);
  const [reason, setReason] = useState('');
  const [result, setResult] = useState<Result | null>(null);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const ready = useTexts('life', LIFE_TEXTS);
  // A matter that goes on keeps its ticket unless the agent says otherwise.
  const solves = chosen ?? result !== 'follow_up';
  const end = (how: Result) => onEnd({ contactReason: reason, result: how, closeTicket: solves && how === 'spam', solveTicket: solves && how !== 'spam' });
  if (!ready) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('timeline:end.title', { name: customer })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={!reason || !result} onClick={() => result && end(result)}>
            {t('chat.end')}
          </Button>
        </>
      }
    >
      {reasons.isError ? (
        <ErrorState message={errorText(reasons.error)} retryLabel={t('common:retry')} onRetry={() => void reasons.refetch()} />
      ) : (
        <div className="flex flex-col gap-5">
          <SelectField label={t('timeline:end.reason')} value={reason} onChange={(event) => setReason(event.target.value)} autoFocus disabled={reasons.isPending}>
            <option value="" disabled>
              {t('timeline:end.chooseReason')}
            </option>
            {reasons.data?.items.map(({ key, label }) => (
              <option key={key} value={key}>
                {label[currentLocale()] ?? label['en'] ?? key}
              </option>
            ))}
          </SelectField>
          <Choices
            label={t('timeline:end.result')}
            value={result}
            onChange={setResult}
            options={RESULTS.map((value) => ({ value, label: t(`timeline:end.results.${value}`) }))}
          />
          <CheckField
            label={t(result === 'spam' ? 'end.closeTicket' : 'life:end.solve')}
            hint={t(result === 'spam' ? 'end.closeTicketHint' : 'life:end.solveHint')}
            checked={solves}
            onChange={(event) => setChosen(event.target.checked)}
          />
        </div>
      )}
    </Dialog>
  );
}
