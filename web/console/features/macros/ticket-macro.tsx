import type { Macro } from '#contracts/macros.js';
import type { TicketRow } from '#contracts/tickets.js';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { runMacro } from '../../../client/macros.data.js';
import { errorKey, type Problem } from '../../../client/problem.js';
import { changeTicket } from '../../../client/tickets.data.js';
import { showToast } from '../../../ui/toast.js';
import { errorText } from '../../app/error-text.js';
import { useLive } from '../../app/live.js';
import { MACRO_TEXTS } from '../../app/macro-texts.js';
import { useTexts } from '../../app/use-texts.js';
import MacroPicker from './macro-picker.js';

/** Chooses a macro for the ticket on screen and runs it; what the customer wrote after what is on screen stops one that replies. */
export default function TicketMacro({ row, wanted, onClose }: { row: TicketRow; /** What the search for one begins with. */ wanted: string; onClose: () => void }) {
  const { t } = useTranslation('macros');
  const { conversations } = useLive();
  const ready = useTexts('macros', MACRO_TEXTS);
  const run = async (macro: Macro): Promise<string | null> => {
    const shownSeq = conversations.of(row.id).get().last;
    const problem = await changeTicket(row.id, (now) => now, () => runMacro(row.id, macro, shownSeq));
    if (problem) return whyNot(problem);
    showToast({ tone: 'done', text: t('ran', { title: macro.title, number: row.number }) });
    return null;
  };
  if (!ready) return null;
  return <MacroPicker ticketId={row.id} title={t('pick', { number: row.number })} wanted={wanted} onRun={run} onClose={onClose} />;
}

/** Which step was refused and why; nothing was done then. */
export function whyNot(problem: Problem): string {
  const { step, do: kind, code } = problem.data;
  if (problem.code !== 'macro/step_failed' || typeof step !== 'number' || typeof kind !== 'string' || typeof code !== 'string') return errorText(problem);
  return i18next.t('macros:failed', { step, name: i18next.t(`macros:do.${kind}`), why: i18next.t(errorKey(code), { defaultValue: '' }) });
}
