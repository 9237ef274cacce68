import { Link } from "react-router";
import { ChevronRightIcon } from "~/icons";
import { TopBarEnd, TopBarStart } from "~/parts/FrameSlots";
import { StageButton } from "../gates/StageButton";
import stage from "../gates/StageButton.module.css";
import { useWorkspace } from "../workspace/context";
import { SlotParts } from "../workspace/SlotParts";
import { TOP_BAR_END } from "../workspace/slots";
import styles from "./Header.module.css";

/** Where the page stands, in the top bar: the way back, the deal, its stage, and what others hang there. */
export function Header() {
  const { opportunity } = useWorkspace().data;
  const { account } = opportunity;
  return (
    <>
      <TopBarStart>
        <nav aria-label="Breadcrumb" className={styles["crumbs"]}>
          <Link to="/accounts" className={styles["crumb"]}>
            Accounts
          </Link>
          <ChevronRightIcon size={13} />
          {account && (
            <>
              <Link to={`/accounts/${account.id}`} className={styles["crumb"]} title={account.name}>
                {account.name}
              </Link>
              <ChevronRightIcon size={13} />
            </>
          )}
        </nav>
        <h1 className={styles["title"]} tabIndex={-1} title={opportunity.name}>
          {opportunity.name}
        </h1>
        <span className={stage["topBar"]}>
          <StageButton />
        </span>
      </TopBarStart>
      <TopBarEnd>
        <SlotParts slot={TOP_BAR_END} />
      </TopBarEnd>
    </>
  );
}
