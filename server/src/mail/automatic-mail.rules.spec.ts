import { automaticKind } from './automatic-mail.rules.js';

const judged = (headers: Record<string, string>, more: { from?: string | null; subject?: string; contentType?: string } = {}) =>
  automaticKind({
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    from: 'mei@customer.example', subject: 'The kettle leaks', contentType: 'text/plain', mailbox: 'support@shop.example', ownHost: 'desk.shop.example',
    ...more,
  });

describe('mail that no person wrote', () => {
  it.each([
    ['Auto-Submitted: auto-replied', { 'auto-submitted': 'auto-replied (vacation)' }, 'reply'],
    ['Auto-Submitted: auto-generated', { 'auto-submitted': 'auto-generated' }, 'generated'],
    ['Auto-Submitted of a later draft', { 'auto-submitted': 'auto-notified; owner-email="a@b.example"' }, 'generated'],
    ['Auto-Submitted: no', { 'auto-submitted': 'no' }, null],
    ['Auto-Submitted: No; with a comment', { 'auto-submitted': ' No ; x=y' }, null],
    ['an empty Return-Path', { 'return-path': '<>' }, 'bounce'],
    ['an empty Return-Path of an absence notice', { 'return-path': '<>', 'auto-submitted': 'auto-replied' }, 'reply'],
    ['a Return-Path', { 'return-path': '<mei@customer.example>' }, null],
    ['Precedence: bulk', { precedence: 'bulk' }, 'bulk'],
    ['Precedence: list', { precedence: 'list' }, 'bulk'],
    ['Precedence: junk', { precedence: 'Junk' }, 'bulk'],
    ['Precedence: auto_reply', { precedence: 'auto_reply' }, 'reply'],
    ['Precedence: first-class', { precedence: 'first-class' }, null],
    ['List-Id', { 'list-id': '<news.example>' }, 'bulk'],
    ['List-Unsubscribe', { 'list-unsubscribe': '<mailto:x@y.example>' }, 'bulk'],
    ['X-Auto-Response-Suppress', { 'x-auto-response-suppress': 'OOF, AutoReply' }, 'generated'],
    ['X-Autoreply', { 'x-autoreply': 'yes' }, 'reply'],
    ['X-Autorespond', { 'x-autorespond': 'vacation' }, 'reply'],
    ['a message of our own', { 'message-id': '<0191@desk.shop.example>' }, 'own'],
    ['nothing of it', { 'message-id': '<1@customer.example>', 'x-helpdesk-auto': 'no' }, null],
  ])('%s', (_, headers, kind) => {
    expect(judged(headers)).toBe(kind);
  });

  it.each([
    ['MAILER-DAEMON@mx.example', 'bounce'],
    ['postmaster@mx.example', 'bounce'],
    ['bounces+1-2@mx.example', 'bounce'],
    ['support@shop.example', 'own'],
    ['support+t1-aaaa@shop.example', 'own'],
    ['support@shop.example.evil.example', null],
    ['bouncer@club.example', null],
    [null, null],
  ])('from %s', (from, kind) => {
    expect(judged({}, { from })).toBe(kind);
  });

  it.each([
    ['Automatic reply: The kettle leaks', 'reply'],
    ['Out of office: Re: The kettle leaks', 'reply'],
    ['Automatische Antwort: Wasserkocher', 'reply'],
    ['自动回复：水壶漏水', 'reply'],
    ['自動回覆: 熱水壺漏水', 'reply'],
    ['My out of office chair', null],
  ])('with the subject %s', (subject, kind) => {
    expect(judged({}, { subject })).toBe(kind);
  });

  it('is a report by its type', () => {
    expect(judged({}, { contentType: 'multipart/report; report-type=delivery-status' })).toBe('bounce');
  });
});
