import { Button, Loader } from "@mantine/core";
import { useParams } from "react-router";
import { ApiError, messageOf } from "~/api/errors";
import { AlertIcon, MapIcon } from "~/icons";
import { layoutOf } from "~/map/core/viewState";
import { Notice } from "~/parts/Notice";
import { usePageTitle } from "~/parts/usePageTitle";
import { useMap } from "./api/map";
import { MapWorkspace } from "./MapWorkspace";
import styles from "./MapWorkspace.module.css";
import { useViewState } from "./useViewState";

/** A deal's buying group. Everything that can be linked to is in the address; everything else comes from one request. */
export function OpportunityPage() {
  const { id = "" } = useParams();
  const [view, changeView] = useViewState();
  const group = layoutOf(view);
  const map = useMap(id, group, view.at);
  usePageTitle(map.data?.opportunity.name ?? "Map");

  if (map.data?.opportunity.id === id)
    return (
      <MapWorkspace key={id} data={map.data} view={view} changeView={changeView} refreshing={map.isPlaceholderData} />
    );
  if (map.isError) return <Failed error={map.error} retry={() => void map.refetch()} />;
  return (
    <div className={styles["waiting"]} aria-busy="true">
      <Loader size="sm" />
      <p>Drawing the map</p>
    </div>
  );
}

function Failed({ error, retry }: { error: Error; retry: () => void }) {
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Notice
        icon={<MapIcon size={26} />}
        title="No such map"
        text="This opportunity does not exist, or it belongs to an account you are not on. Ask its owner to add you to the account team."
      />
    );
  }
  return (
    <Notice
      urgent
      icon={<AlertIcon size={26} />}
      title="The map could not be read"
      text={messageOf(error)}
      action={<Button onClick={retry}>Try again</Button>}
    />
  );
}
