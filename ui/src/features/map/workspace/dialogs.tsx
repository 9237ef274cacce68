/** The dialogs of the page. A new one: a line in `requests.ts` and a line here. */

import type { ComponentType } from "react";
import { AddPeopleDialog } from "../dialogs/AddPeopleDialog";
import { BulkDialog } from "../dialogs/BulkDialog";
import { DealDialog } from "../dialogs/DealDialog";
import { FillSeatDialog } from "../dialogs/FillSeatDialog";
import { HelpMeChooseDialog } from "../dialogs/HelpMeChooseDialog";
import { LeaveDialog } from "../dialogs/LeaveDialog";
import { LineDialog } from "../dialogs/LineDialog";
import { Palette } from "../dialogs/Palette";
import { RemoveDialog } from "../dialogs/RemoveDialog";
import { SeatDialog } from "../dialogs/SeatDialog";
import { StageDialog } from "../gates/StageDialog";
import { InsightDialog } from "../insights/InsightDialog";
import { AssessDialog } from "../matrix/AssessDialog";
import { ReviewDialog } from "../review/ReviewDialog";
import { ShareDialog } from "../share/ShareDialog";
import { StandingDialog } from "../standing/StandingDialog";
import { StartDialog } from "../start/StartDialog";
import type { DialogName, DialogProps } from "./requests";

export const DIALOGS: { [K in DialogName]: ComponentType<DialogProps<K>> } = {
  add: AddPeopleDialog,
  seat: SeatDialog,
  start: StartDialog,
  fill: FillSeatDialog,
  line: LineDialog,
  bulk: BulkDialog,
  help: HelpMeChooseDialog,
  leave: LeaveDialog,
  remove: RemoveDialog,
  palette: Palette,
  assess: AssessDialog,
  deal: DealDialog,
  standing: StandingDialog,
  stage: StageDialog,
  review: ReviewDialog,
  share: ShareDialog,
  insight: InsightDialog,
};
