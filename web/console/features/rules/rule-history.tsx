import type { Rule, RuleDraft, RuleRun } from '#contracts/automation.js';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { ruleRunsQuery, ruleVersionsQuery } from '../../../client/rules.data.js';
import { Button } from '../../../ui/button.js';
import { SettingBlock } from '../../../ui/setting.js';
import { Time } from '../../../ui/time.js';
import { draftOf } from './rule-draft.rules.js';
import { RunList } from './run-list.js';

const SHOWN = 10;
const PARTS = ['name', 'when', 'conditions', 'actions'] as const;

const linkTo = ({ ticket }: RuleRun) => (
  <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} search={{ view: 'all' }} className="text-accent-text">
    {`#${ticket.number} ${ticket.subject ?? ''}`}
  </Link>
);

/** What the rule did on which ticket. */
export function RuleLog({ id }: { id: string }) {
  const { t } = useTranslation('rules');
  const pages = useInfiniteQuery(ruleRunsQuery(id));
  return (
    <SettingBlock title={t('log.title')} lead={t('log.lead')}>
      <RunList
        pages={pages}
        empty={t('log.none')}
        nameOf={linkTo}
      />
    </SettingBlock>
  );
}

/** Who saved which version when. An older one is taken into the form, tried, and saved like any change. */
export function RuleVersions({ rule: { id, version }, onTake }: { rule: Rule; onTake: (draft: RuleDraft) => void }) {
  const { t } = useTranslation('rules');
  const items = useQuery(ruleVersionsQuery(id)).data?.items ?? [];
  const changed = (now: RuleDraft, before: RuleDraft | undefined) =>
    before ? PARTS.filter((part) => JSON.stringify(now[part]) !== JSON.stringify(before[part])).map((part) => t(`versions.parts.${part}`)).join(', ') : t('versions.made');
  return (
    <SettingBlock title={t('versions.title')} lead={t('versions.lead')}>
      <ol className="flex flex-col">
        {items.slice(0, SHOWN).map((one, index) => (
          <li key={one.version} className="flex min-h-11 items-center gap-3 border-b border-line text-13 last:border-b-0">
            <span className="tabular w-6 shrink-0 text-muted">{one.version}</span>
            <Time at={one.at} short={shortTime(one.at, serverNow())} exact={exactTime(one.at)} className="tabular w-16 shrink-0 text-muted" />
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{one.by?.name ?? t('versions.nobody')}</span> <span className="text-muted">{changed(one.draft, items[index + 1]?.draft)}</span>
            </span>
            {one.version === version ? (
              <span className="text-muted">{t('versions.present')}</span>
            ) : (
              <Button size="small" icon={<Undo2 size={14} aria-hidden />} onClick={() => onTake(draftOf(one.draft))}>
                {t('versions.take')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </SettingBlock>
  );
}
