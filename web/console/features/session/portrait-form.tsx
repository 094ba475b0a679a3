import type { Me } from '#contracts/accounts.js';
import { useTranslation } from 'react-i18next';
import { choosePortrait, dropPortrait } from '../../../client/files.data.js';
import { meQuery } from '../../../client/session.data.js';
import { Avatar } from '../../../ui/avatar.js';
import { PictureField } from '../../app/picture-field.js';

/** One's own picture, shown to customers and colleagues. */
export function PortraitForm({ me: { account } }: { me: Me }) {
  const { t } = useTranslation('files');
  return (
    <PictureField
      shown={<Avatar name={account.name} pictureUrl={account.pictureUrl} size={40} />}
      isChosen={account.pictureUrl !== null}
      hint={t('portrait.hint')}
      queryKey={meQuery.queryKey}
      onChoose={choosePortrait}
      onDrop={dropPortrait}
    />
  );
}
