import type { Me } from '#contracts/accounts.js';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { countsQuery, knownRow, listQuery } from '../../../client/tickets.data.js';
import { customerName } from '../customer-name.js';
import { useLive } from '../live.js';
import { useWaitLimits } from '../use-wait-limits.js';
import { lateOnes } from './alert.rules.js';
import { showOnIcon } from './icon-badge.js';
import { ring } from './ring.js';

const SHOWN = 120;

/** Watches what happens to one's own tickets, and rings. It shows nothing itself. */
export function Alerts({ me }: { me: Me }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { heard } = useLive();
  const limits = useWaitLimits();
  const counts = useQuery(countsQuery).data;
  const mine = useInfiniteQuery(listQuery({ view: 'mine', state: 'open' })).data?.pages.flatMap((page) => page.items);
  const open = (ticketId: string) => () => void navigate({ to: '/tickets/$ticketId', params: { ticketId }, search: { view: 'mine' } });

  useEffect(() => showOnIcon(counts?.unread ?? 0), [counts?.unread]);

  // What is there when the console opens is seen, not rung.
  const began = useRef(false);
  const known = useRef(new Set<string>());
  useEffect(() => {
    if (!mine) return;
    for (const row of mine) {
      const key = row.chat?.offeredToMe ? `${row.chat.id} ${row.chat.offerExpiresAt}` : null;
      if (key === null || known.current.has(key)) continue;
      known.current.add(key);
      const name = customerName(row.customer.name, row.number, t);
      if (began.current) ring({ kind: 'offer', key, title: t('alerts.offer', { name }), body: row.preview?.text.slice(0, SHOWN) ?? '', open: open(row.id) });
    }
    began.current = true;
  });

  const waiting = me.account.availability === 'online' ? counts?.waiting.unassigned : undefined;
  const before = useRef(waiting);
  useEffect(() => {
    const more = waiting !== undefined && before.current !== undefined && waiting > before.current;
    before.current = waiting;
    const key = `${waiting} ${Math.floor(serverNow() / 5000)}`;
    if (more) ring({ kind: 'waiting', key, title: t('alerts.waiting', { count: waiting }), body: '', open: () => void navigate({ to: '/tickets', search: { view: 'unassigned' } }) });
  }, [waiting]);

  useEffect(
    () =>
      heard((ticketId, message) => {
        const row = knownRow(ticketId);
        if (message.author.kind !== 'customer' || message.kind === 'system' || row?.assignee?.id !== me.account.id) return;
        const title = t('alerts.message', { name: customerName(row.customer.name, row.number, t) });
        ring({ kind: 'message', key: message.id, title, body: message.text?.slice(0, SHOWN) ?? '', open: open(ticketId) });
      }),
    [heard, me.account.id],
  );

  const late = useRef<Set<string> | null>(null);
  const own = mine?.filter((row) => row.assignee?.id === me.account.id);
  useEffect(() => {
    if (!own) return;
    let timer = 0;
    const look = () => {
      const found = lateOnes(own, limits.red, serverNow());
      const rung = late.current;
      late.current = new Set(found.late.map(({ key }) => key));
      for (const { id, key } of found.late) {
        const row = own.find((one) => one.id === id);
        if (!rung || rung.has(key) || !row) continue;
        ring({ kind: 'late', key, title: t('alerts.late', { name: customerName(row.customer.name, row.number, t) }), body: row.preview?.text.slice(0, SHOWN) ?? '', open: open(id) });
      }
      if (found.nextAt !== null) timer = window.setTimeout(look, Math.max(250, found.nextAt - serverNow() + 20));
    };
    look();
    return () => window.clearTimeout(timer);
  });
  return null;
}
