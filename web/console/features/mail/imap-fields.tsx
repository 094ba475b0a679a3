import type { ImapAccess, Mailbox, MailboxTried } from '#contracts/mail.js';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { tryMailbox } from '../../../client/mail.data.js';
import { Button } from '../../../ui/button.js';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';
import { useChange } from '../../app/use-change.js';

interface Props {
  imap: ImapAccess | null;
  onImap: (imap: ImapAccess | null) => void;
  password: string;
  onPassword: (password: string) => void;
  mailbox: Mailbox | null;
}
const BRING_DAYS = [7, 30, 90, 365];
const SECURITY = ['tls', 'starttls', 'none'] as const;
const PORTS = { tls: 993, starttls: 143, none: 143 } as const;

/** The server that a mailbox is read from, and a trial of what is typed. */
export function ImapFields({ imap, onImap, password, onPassword, mailbox }: Props) {
  const { t } = useTranslation('mail');
  const { busy, change } = useChange([]);
  const [tried, setTried] = useState<z.infer<typeof MailboxTried> | null>(null);
  const put = (part: Partial<ImapAccess>) => {
    if (imap) onImap({ ...imap, ...part });
    setTried(null);
  };
  // A folder that is read already goes on where it is.
  const before = mailbox?.imap;
  const elsewhere = !before || (imap !== null && (['host', 'port', 'security', 'user', 'folder'] as const).some((part) => before[part] !== imap[part]));
  const attempt = () =>
    change(async () => {
      if (imap) setTried(await tryMailbox({ imap, ...(password ? { password } : {}), ...(mailbox ? { mailboxId: mailbox.id } : {}) }));
    });
  return (
    <fieldset className="contents">
      <legend className="sr-only">{t('imap')}</legend>
      <CheckField
        label={t('imap')}
        hint={t('imapHint')}
        checked={imap !== null}
        onChange={(event) => onImap(event.target.checked ? { host: '', port: PORTS.tls, security: 'tls', user: mailbox?.address ?? '', folder: 'INBOX' } : null)}
        className="mid:col-span-2"
      />
      {imap && (
        <>
          <TextField label={t('host')} required dir="ltr" value={imap.host} onChange={(event) => put({ host: event.target.value.trim() })} />
          <div className="grid grid-cols-[1fr_6rem] gap-3">
            <SelectField
              label={t('security')}
              value={imap.security}
              onChange={(event) => {
                const security = SECURITY.find((one) => one === event.target.value) ?? 'tls';
                put({ security, port: PORTS[security] });
              }}
            >
              {SECURITY.map((one) => (
                <option key={one} value={one}>
                  {t(`securities.${one}`)}
                </option>
              ))}
            </SelectField>
            <TextField label={t('port')} required type="number" min={1} max={65_535} value={imap.port} onChange={(event) => put({ port: Number(event.target.value) })} />
          </div>
          <TextField label={t('user')} required dir="ltr" value={imap.user} autoComplete="off" onChange={(event) => put({ user: event.target.value })} />
          <TextField
            label={t('password')}
            hint={mailbox?.hasPassword ? t('passwordKept') : undefined}
            type="password"
            required={!mailbox?.hasPassword}
            value={password}
            autoComplete="new-password"
            onChange={(event) => {
              onPassword(event.target.value);
              setTried(null);
            }}
          />
          <TextField label={t('folder')} required dir="ltr" value={imap.folder} onChange={(event) => put({ folder: event.target.value })} />
          {elsewhere && (
            <SelectField label={t('bring')} hint={t('bringHint')} name="bringDays" defaultValue="0">
              <option value="0">{t('bringNone')}</option>
              {BRING_DAYS.map((count) => (
                <option key={count} value={count}>
                  {t('bringDays', { count })}
                </option>
              ))}
            </SelectField>
          )}
          <div className="flex flex-wrap items-center gap-3 self-end pb-0.5">
            <Button busy={busy} disabled={imap.host === '' || imap.user === ''} onClick={() => void attempt()}>
              {t('try')}
            </Button>
            <span role="status" className="text-13">
              {tried && (
                <span className={`inline-flex items-center gap-1.5 ${tried.fault ? 'text-red' : 'text-green'}`}>
                  {tried.fault ? <CircleAlert size={16} aria-hidden /> : <CircleCheck size={16} aria-hidden />}
                  {tried.fault ? t(`fault.${tried.fault}`) : t('works', { count: tried.messages ?? 0 })}
                </span>
              )}
            </span>
          </div>
        </>
      )}
    </fieldset>
  );
}
