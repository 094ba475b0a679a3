import type { Rule } from '#contracts/automation.js';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeRule, rulesQuery } from '../../client/rules.data.js';
import { Button } from '../../ui/button.js';
import Confirm from '../../ui/confirm.js';
import { AdminPage } from '../app/admin-page.js';
import { REPLY_TEXTS } from '../app/reply-texts.js';
import { RULE_TEXTS } from '../app/rule-texts.js';
import { useChange } from '../app/use-change.js';
import { useTexts } from '../app/use-texts.js';
import { RuleForm } from '../features/rules/rule-form.js';
import { RuleList } from '../features/rules/rule-list.js';

/** What the desk does by itself. */
export default function RulesRoute() {
  const ready = useTexts('rules', RULE_TEXTS);
  // An action that writes is edited as saved replies are.
  const replies = useTexts('replies', REPLY_TEXTS);
  return ready && replies ? <Rules /> : <div className="flex-1" aria-busy />;
}

function Rules() {
  const { t } = useTranslation('rules');
  const rules = useQuery(rulesQuery);
  const { change } = useChange(['rules']);
  const [open, setOpen] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Rule | null>(null);
  const shown = rules.data?.items.find(({ id }) => id === open);
  return (
    <AdminPage
      title={open === null ? t('title') : (shown?.name ?? t('add'))}
      lead={open === null ? t('lead') : ''}
      query={rules}
      wide
      action={
        open === null ? (
          <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
            {t('add')}
          </Button>
        ) : (
          <Button icon={<ArrowLeft size={16} aria-hidden className="rtl:rotate-180" />} onClick={() => setOpen(null)}>
            {t('back')}
          </Button>
        )
      }
    >
      {({ items }) => (
        <>
          {open === null ? <RuleList items={items} onOpen={setOpen} onRemove={setRemoving} /> : <RuleForm key={open} rule={shown ?? null} onMade={setOpen} />}
          {removing && (
            <Confirm
              title={t('removeTitle', { name: removing.name })}
              text={t('removeText')}
              confirmLabel={t('remove')}
              cancelLabel={t('common:cancel')}
              onConfirm={() => void change(() => removeRule(removing.id))}
              onClose={() => setRemoving(null)}
            />
          )}
        </>
      )}
    </AdminPage>
  );
}
