import type { ApiToken } from '#contracts/accounts.js';
import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { serverNow } from '../../client/clock.js';
import { exactTime, shortTime } from '../../client/format.js';
import { revokeToken, tokensQuery } from '../../client/tokens.data.js';
import { Button } from '../../ui/button.js';
import Confirm from '../../ui/confirm.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';
import { AdminPage } from '../app/admin-page.js';
import { useChange } from '../app/use-change.js';
import { TokenDialog } from '../features/people/token-dialog.js';

/** Keys for machines that act in a person's name. */
export default function TokensRoute() {
  const { t } = useTranslation('admin');
  const { me } = useRouteContext({ from: '/staff' });
  const tokens = useQuery(tokensQuery);
  const { change } = useChange(['api-tokens']);
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<z.infer<typeof ApiToken> | null>(null);
  const moment = (at: string) => <Time at={at} short={shortTime(at, serverNow())} exact={exactTime(at)} className="tabular" />;
  return (
    <AdminPage
      title={t('tokens.title')}
      lead={t('tokens.lead')}
      query={tokens}
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t('tokens.add')}
        </Button>
      }
    >
      {({ items }) => (
        <>
          <Table
            empty={t('tokens.none')}
            columns={[
              { label: t('tokens.name') },
              { label: t('tokens.scopes') },
              { label: t('tokens.made') },
              { label: t('tokens.used') },
              { label: <span className="sr-only">{t('people.actions')}</span>, end: true },
            ]}
            rows={items.map((token) => ({
              key: token.id,
              cells: [
                <span className="font-medium">{token.name}</span>,
                <span title={token.scopes.map((scope) => t(`permission.${scope}`)).join('\n')}>{t('tokens.count', { count: token.scopes.length })}</span>,
                moment(token.createdAt),
                token.lastUsedAt ? moment(token.lastUsedAt) : <span className="text-muted">{t('tokens.never')}</span>,
                <Button size="small" aria-label={t('tokens.revokeOf', { name: token.name })} onClick={() => setRevoking(token)}>
                  {t('tokens.revoke')}
                </Button>,
              ],
            }))}
          />
          {adding && <TokenDialog permissions={me.permissions.filter((permission) => permission !== 'api_token.manage')} onClose={() => setAdding(false)} />}
          {revoking && (
            <Confirm
              title={t('tokens.revokeTitle', { name: revoking.name })}
              text={t('tokens.revokeText')}
              confirmLabel={t('tokens.revoke')}
              cancelLabel={t('common:cancel')}
              onConfirm={() => void change(() => revokeToken(revoking.id))}
              onClose={() => setRevoking(null)}
            />
          )}
        </>
      )}
    </AdminPage>
  );
}
