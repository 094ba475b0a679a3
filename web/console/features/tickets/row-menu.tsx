import { useNavigate } from '@tanstack/react-router';
import { Columns2, MailOpen, PanelRightOpen, SquareCheck } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { markUnread } from '../../../client/tickets.data.js';
import MenuPopup from '../../../ui/menu-popup.js';
import { tellFailure } from '../../app/error-text.js';
import { keysOf } from '../../app/keys.js';
import { PANES_TEXTS } from '../../app/panes-texts.js';
import { selection } from '../../app/selection.js';
import { toggled } from '../../app/selection.rules.js';
import type { ListSearch } from '../../app/search.js';
import { DESK, useMedia } from '../../app/use-media.js';
import { useTexts } from '../../app/use-texts.js';
import { openBeside } from './row-beside.js';

interface Props {
  /** The row it was asked on. */
  row: HTMLElement;
  search: ListSearch;
  selectedId: string | undefined;
  onClose: () => void;
}

/** What can be done with a ticket from its row, by the pointer's other button or the menu key. */
export default function RowMenu({ row, search, selectedId, onClose }: Props) {
  const { t } = useTranslation('panes');
  const ready = useTexts('panes', PANES_TEXTS);
  const desk = useMedia(DESK);
  const navigate = useNavigate();
  const anchor = useRef<HTMLElement | null>(row);
  anchor.current = row;
  const id = row.dataset['ticket'];
  if (!ready || !id) return null;
  const items = [
    { key: 'open', label: t('open'), icon: <PanelRightOpen size={16} aria-hidden />, keys: keysOf('open'), onSelect: () => row.click() },
    ...(desk && selectedId !== undefined && selectedId !== id
      ? [{ key: 'beside', label: t('openBeside'), icon: <Columns2 size={16} aria-hidden />, keys: keysOf('openBeside'), onSelect: () => openBeside(navigate, search, selectedId, id) }]
      : []),
    { key: 'mark', label: t('mark'), icon: <SquareCheck size={16} aria-hidden />, keys: keysOf('select'), onSelect: () => selection.set(toggled(selection.get(), id)) },
    { key: 'unread', label: t('unread'), icon: <MailOpen size={16} aria-hidden />, onSelect: () => void markUnread(id).catch(tellFailure) },
  ];
  return <MenuPopup anchor={anchor} groups={[{ items }]} onClose={onClose} />;
}
