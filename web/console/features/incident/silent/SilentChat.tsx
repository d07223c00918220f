import type { IncidentDetail } from '#contract/incident';
import type { QuestionId } from '#contract/silent-question';
import { FreeTextScreen } from './FreeTextScreen.tsx';
import { ReadyQuestions } from './ReadyQuestions.tsx';
import { useSilentHelp } from './use-silent-help.ts';

type Props = {
  detail: IncidentDetail;
  reportId: string | undefined;
  /** The draft of the message. */
  text: string;
  showsQuestions: boolean;
  isSending: boolean;
  onAsk: (question: QuestionId, reportId: string) => void;
};

/** Beside the text field: ready questions, and a preview of the recipient's phone. */
export default function SilentChat({ detail, reportId, text, showsQuestions, isSending, onAsk }: Props) {
  const turns = detail.timeline.filter(({ kind }) => kind.startsWith('question-') || kind === 'duress').length;
  const { data } = useSilentHelp(detail.incident.id, turns + detail.messages.length);
  const report = data?.reports.find((one) => one.reportId === reportId) ?? data?.reports[0];
  if (!data || !report) return null;
  return (
    <>
      {(showsQuestions || report.limit === 'not-safe') && (
        <ReadyQuestions
          report={report}
          asked={data.asked}
          isSending={isSending}
          onAsk={(question) => onAsk(question, report.reportId)}
        />
      )}
      {text !== '' && <FreeTextScreen screen={report.freeText} text={text} />}
    </>
  );
}
