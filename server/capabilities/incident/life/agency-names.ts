type Named = { nameTh: string; nameEn: string | null };

/** An agency's names in an event for reporters: the Thai name stands for a missing English one. */
export function stationNames({ nameTh, nameEn }: Named): { stationTh: string; stationEn: string } {
  return { stationTh: nameTh, stationEn: nameEn ?? nameTh };
}

/** An agency's names in the details of a timeline entry. */
export function agencyDetails({ nameTh, nameEn }: Named): { agencyTh: string; agencyEn: string | null } {
  return { agencyTh: nameTh, agencyEn: nameEn };
}
