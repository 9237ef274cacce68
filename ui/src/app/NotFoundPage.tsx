import { Button } from "@mantine/core";
import { Link } from "react-router";
import { SearchIcon } from "~/icons";
import { Notice } from "~/parts/Notice";
import { usePageTitle } from "~/parts/usePageTitle";

export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <Notice
      page
      icon={<SearchIcon size={26} />}
      title="There is no page at this address"
      text="The link may be old, or a letter of it got lost."
      action={
        <Button component={Link} to="/opportunities">
          Go to opportunities
        </Button>
      }
    />
  );
}
