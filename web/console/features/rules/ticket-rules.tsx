import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketRuleRunsQuery } from '../../../client/rules.data.js';
import { Button } from '../../../ui/button.js';
import { Section } from '../../../ui/pane.js';
import { RULE_TEXTS } from '../../app/rule-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { RunList } from './run-list.js';

/** Which rules acted on this ticket, what they changed, and what they left and why. */
export default function TicketRules({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('rules');
  const ready = useTexts('rules', RULE_TEXTS);
  const [open, setOpen] = useState(false);
  const pages = useInfiniteQuery({ ...ticketRuleRunsQuery(ticketId), enabled: open });
  if (!ready) return null;
  return (
    <Section
      title={t('pane.title')}
      action={
        <Button look="quiet" size="small" className="-me-2" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'pane.hide' : 'pane.show')}
        </Button>
      }
    >
      {open && <RunList pages={pages} empty={t('pane.none')} nameOf={({ rule }) => rule.name} />}
    </Section>
  );
}
