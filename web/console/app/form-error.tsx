import { CircleAlert } from 'lucide-react';

/** Why a form was not accepted, where the eye is: above its button. */
export function FormError({ text }: { text: string | undefined }) {
  if (!text) return null;
  return (
    <p role="alert" className="flex items-start gap-2 rounded-control border border-red-line bg-red-paper px-3 py-2 text-13 text-red">
      <CircleAlert size={16} className="mt-0.5" aria-hidden />
      {text}
    </p>
  );
}
