import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Clock } from '#platform/clock';
import type { SetTemplate } from '#platform/print/template-setter';
import type { CertificateSigner } from './signature.ts';

/** What the commands and queries of this capability need. */
export type RecognitionContext = {
  jurisdiction: Jurisdiction;
  clock: Clock;
  /** Where anybody can check a certificate begins with it. */
  publicUrl: string;
  signer: CertificateSigner;
  setTemplate: SetTemplate;
};
