import { Eye, Lock, MessageSquareText, SendHorizontal, StickyNote } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, Suspense, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { blanksIn } from '../../../client/reply-variables.rules.js';
import { isReady } from '../../../client/file-tray.js';
import { meQuery } from '../../../client/session.data.js';
import { useStore } from '../../../client/store.js';
import { Button, IconButton } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { Kbd } from '../../../ui/kbd.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { showToast } from '../../../ui/toast.js';
import { useLive } from '../../app/live.js';
import { usePane } from '../../app/pane.js';
import { usePreferences } from '../../app/preferences.js';
import { lengthLeft, sendable, sends } from './composer.rules.js';
import { clearDraft, draftText, flushDrafts, type Mode, writeDraft } from './drafts.js';
import { CrossedNotice } from './crossed-notice.js';
import { AttachButton, FileTray, useDrop } from './file-tray.js';
import { EmojiButton } from './emoji-button.js';
import { ModeTabs } from './mode-tabs.js';
import { OpenBlanks } from './open-blanks.js';
import { QuotedLine } from './quoted-line.js';
import { quoting, useQuote } from './quoting.js';
import { loadMentionPicker, useMentions } from './use-mentions.js';
import { loadReplyPicker, useSavedReplies } from './use-saved-replies.js';
import { useSending } from './use-sending.js';
import { useTray } from './trays.js';
import { useCrossing } from './use-crossing.js';
import { useTypingSignal } from './use-typing-signal.js';

const TurnedNotice = lazyPart(() => import('./turned-notice.js'));
const AnswerLine = lazyPart(() => import('./answer-line.js'));
const SendLater = lazyPart(() => import('./send-later.js'));
const TranslateReply = lazyPart(() => import('./translate-reply.js'));
const ReplyPicker = lazyPart(loadReplyPicker);
const MentionPicker = lazyPart(loadMentionPicker);
const MentionLine = lazyPart(() => import('./mention-line.js'));

interface Props {
  ticketId: string;
  customer: string;
  mode: Mode;
  modes: readonly Mode[];
  onMode: (mode: Mode) => void;
  /** Something else on the page is the thing to do now (an offer). */
  secondary: boolean;
  box: RefObject<HTMLTextAreaElement | null>;
  onLeave: () => void;
}

/** Where one writes. Paper, label and button all say who will read it; changing the mode changes nothing else. */
export function Composer({ ticketId, customer, mode, modes, onMode, secondary, box, onLeave }: Props) {
  const { t } = useTranslation();
  const { sendKey } = usePreferences();
  const [list, reader] = [useId(), useId()];
  const { conversations, socket, selfId } = useLive();
  const online = useStore(socket.status) === 'online';
  const text = useStore(draftText(ticketId, mode));
  const { typed, stopped } = useTypingSignal(ticketId);
  useEffect(() => () => flushDrafts(ticketId), [ticketId]);
  useEffect(() => {
    if (online) flushDrafts(ticketId);
  }, [online, ticketId]);
  const note = mode === 'note';
  const left = lengthLeft(text);
  const { tray, items } = useTray(ticketId, mode);
  const settings = useQuery(meQuery).data?.settings;
  const limits = settings?.files;
  const translates = settings?.translates === true;
  const { place } = usePane();
  useDrop(tray, box);
  const ready = (sendable(text) || (items.length > 0 && text.trim() === '')) && isReady(items);
  const saved = useSavedReplies(box);
  const mentions = useMentions(ticketId, box, note, selfId);
  const mentioned = mentions.in(text);
  const looked = mentions.wanted ? mentions : saved.slash ? saved : null;
  const quoted = quoting(ticketId);
  const quote = useQuote(ticketId, note);
  const blanks = note ? [] : blanksIn(text);
  const crossed = useCrossing(ticketId, text);
  const look = () => {
    saved.look();
    mentions.look();
  };
  const prepare = () => {
    saved.prepare();
    mentions.prepare();
  };
  const goTo = (blank: (typeof blanks)[number]) => {
    box.current?.focus();
    box.current?.setSelectionRange(blank.from, blank.to);
  };

  const sending = useSending(ticketId, crossed.stoppedBy);
  const letGo = () => {
    quoted.set(null);
    clearDraft(ticketId, mode);
    stopped();
    crossed.reviewed();
    box.current?.focus();
  };
  const send = (anyway = false, sendAt?: string) => {
    if (!ready || sending.busy) return;
    const [open] = blanks;
    if (open) return goTo(open);
    if (!note && !anyway && crossed.holds()) return;
    if (note || (sending.direct && sendAt === undefined)) {
      const kept = conversations.send(ticketId, text.trim(), note, tray.take(), quote, mentioned);
      if (!kept) showToast({ tone: 'error', text: t('timeline:composer.notStored') });
      return letGo();
    }
    // The words stay where they are until the server has them.
    void sending.hold({ text: text.trim(), files: items.flatMap(({ file }) => file ?? []), quote: quote ?? undefined }, sendAt).then((taken) => {
      if (!taken) return;
      tray.take();
      letGo();
    });
  };
  return (
    <form
      aria-label={t(note ? 'timeline:composer.noteLabel' : 'timeline:composer.replyLabel')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className={cx('relative shrink-0 border-t pb-[env(safe-area-inset-bottom)]', note ? 'border-amber-line bg-amber-paper' : 'border-line bg-surface')}
    >
      {saved.slash && (
        <Suspense fallback={null}>
          <ReplyPicker ticketId={ticketId} query={saved.slash.query} id={list} take={saved.take} onActive={saved.setActive} onInsert={saved.insert} />
        </Suspense>
      )}
      {mentions.wanted && (
        <Suspense fallback={null}>
          <MentionPicker ticketId={ticketId} query={mentions.wanted.query} id={list} selfId={selfId} take={mentions.take} onActive={mentions.setActive} onPick={mentions.insert} />
        </Suspense>
      )}
      <div className="mx-auto w-full max-w-[46rem] px-4 pt-2 pb-3">
        {crossed.held > 0 && !note && (
          <CrossedNotice
            count={crossed.held}
            newest={crossed.newest()}
            onSend={() => send(true)}
            onReview={() => {
              crossed.reviewed();
              box.current?.focus();
            }}
          />
        )}
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-3">
          <ModeTabs mode={mode} modes={modes} onMode={onMode} />
          <p id={reader} className={cx('flex items-center gap-1.5 text-12', note ? 'font-medium text-amber' : 'text-muted')}>
            {note ? <Lock size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
            {t(note ? 'timeline:composer.readByColleagues' : 'timeline:composer.readBy', { name: customer })}
          </p>
        </div>
        <Suspense fallback={null}>{!note && <AnswerLine ticketId={ticketId} />}</Suspense>
        {quote && (
          <div className="mt-2">
            <QuotedLine quote={quote} meId={selfId} onCancel={() => quoted.set(null)} />
          </div>
        )}
        <textarea
          ref={box}
          dir="auto"
          rows={2}
          value={text}
          readOnly={sending.busy}
          aria-label={t(note ? 'timeline:composer.notePlaceholder' : 'timeline:composer.replyPlaceholder')}
          aria-describedby={reader}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={looked ? list : undefined}
          aria-activedescendant={looked?.active ?? undefined}
          placeholder={t(note ? 'timeline:composer.notePlaceholder' : 'timeline:composer.replyPlaceholder')}
          onChange={(event) => {
            writeDraft(ticketId, mode, event.target.value);
            look();
            if (!note) typed();
          }}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (files.length === 0) return;
            event.preventDefault();
            tray.add(files);
          }}
          onSelect={look}
          onFocus={prepare}
          onBlur={stopped}
          onKeyDown={(event) => {
            if (mentions.onKeyDown(event) || saved.onKeyDown(event)) return;
            if (sends(event.nativeEvent, sendKey)) {
              event.preventDefault();
              send();
            } else if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
              event.stopPropagation();
              if (quote) quoted.set(null);
              else onLeave();
            }
          }}
          className="mt-1 field-sizing-content max-h-[40vh] min-h-[3.75rem] w-full resize-none bg-transparent py-1.5 text-14 outline-none max-mid:text-16"
        />
        <FileTray tray={tray} items={items} />
        <Suspense fallback={null}>{translates && !note && <TurnedNotice ticketId={ticketId} />}</Suspense>
        <Suspense fallback={null}>{mentioned.length > 0 && <MentionLine people={mentioned} />}</Suspense>
        <OpenBlanks blanks={blanks} onGo={goTo} />
        <div className="flex items-center justify-end gap-3 max-mid:gap-2">
          {limits && <AttachButton tray={tray} limits={limits} />}
          <IconButton label={t('timeline:composer.savedReplies')} tipKey="/" tipSide="top" size="small" className="-ms-1" onClick={saved.begin}>
            <MessageSquareText size={16} aria-hidden />
          </IconButton>
          <EmojiButton onPick={saved.put} />
          {translates && !note && (
            <Suspense fallback={null}>
              <TranslateReply ticketId={ticketId} onDone={() => box.current?.focus()} />
            </Suspense>
          )}
          <span role="status" className="min-w-0 flex-1 truncate text-12 text-muted">
            {saved.inserted?.after === text && (
              <>
                {t('timeline:composer.inserted', { title: saved.inserted.title })}{' '}
                <button type="button" onClick={saved.undo} className="target rounded-control px-1 font-medium text-accent-text hover:bg-press">
                  {t('timeline:composer.undo')}
                </button>
              </>
            )}
          </span>
          {left !== null && (
            <span className={cx('tabular text-12', left < 0 ? 'text-red' : 'text-muted')}>
              {t(left < 0 ? 'timeline:composer.tooLong' : 'timeline:composer.left', { count: Math.abs(left) })}
            </span>
          )}
          {place === null && (
            <span className="flex items-center gap-1.5 text-12 text-muted max-mid:hidden">
              <Kbd keys={sendKey === 'enter' ? 'Enter' : 'Mod+Enter'} />
            </span>
          )}
          <Suspense fallback={null}>{!note && <SendLater disabled={!ready || sending.busy} onChosen={(sendAt) => send(false, sendAt)} />}</Suspense>
          <Button
            type="submit"
            busy={sending.busy}
            look={note ? 'note' : secondary ? 'plain' : 'primary'}
            disabled={!ready}
            icon={note ? <StickyNote size={16} aria-hidden /> : <SendHorizontal size={16} aria-hidden />}
          >
            {t(note ? 'timeline:composer.addNote' : 'timeline:composer.sendReply')}
          </Button>
        </div>
      </div>
    </form>
  );
}
