import { useTranslation } from 'react-i18next';
import { useStore } from '../../../client/store.js';
import { TypingLine } from '../../../ui/timeline.js';
import { useLive } from '../../app/live.js';

/** Who is writing here, customer or colleague. Its line is always there, so nothing jumps. */
export function TypingNow({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const typers = useStore(useLive().typing(ticketId));
  const names = typers.map((typer) => (typer.kind === 'agent' ? t('timeline:colleague', { name: typer.name }) : typer.name || t('timeline:author.customer')));
  return (
    <div className="mt-2 h-5">{names.length > 0 && <TypingLine>{t('timeline:typing', { names: names.join(', '), count: names.length })}</TypingLine>}</div>
  );
}
