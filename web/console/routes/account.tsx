import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../client/session.data.js';
import { PaneHead } from '../../ui/pane.js';
import { useTexts } from '../app/use-texts.js';
import { KeySettings } from '../features/keys/key-settings.js';
import { AlertSettings } from '../features/session/alert-settings.js';
import { Appearance } from '../features/session/appearance.js';
import { NameForm } from '../features/session/name-form.js';
import { OwnPassword } from '../features/session/own-password.js';
import { PortraitForm } from '../features/session/portrait-form.js';
import { SignatureForm } from '../features/session/signature-form.js';
import { OwnSessions } from '../features/session/own-sessions.js';

const TEXTS = {
  en: () => import('../../locales/en/account.json'),
  'zh-CN': () => import('../../locales/zh-CN/account.json'),
  'zh-TW': () => import('../../locales/zh-TW/account.json'),
};

/** One's own account: name, look and language, password, where one is signed in. */
export default function AccountRoute() {
  const { t } = useTranslation();
  const context = useRouteContext({ from: '/staff' });
  const ready = useTexts('account', TEXTS);
  const me = useQuery(meQuery).data ?? context.me;
  if (!ready) return <div className="flex-1" aria-busy />;
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <PaneHead>
        <h1 className="text-14 font-semibold">{t('account:title')}</h1>
        <span className="truncate text-13 text-muted">{me.account.email}</span>
      </PaneHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[40rem] flex-col gap-10 px-4 py-8 mid:px-6">
          <PortraitForm me={me} />
          <NameForm me={me} />
          {me.permissions.includes('ticket.reply') && <SignatureForm />}
          <Appearance />
          <KeySettings />
          <AlertSettings />
          <OwnPassword />
          <OwnSessions />
        </div>
      </div>
    </div>
  );
}
