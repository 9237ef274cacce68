import { Suspense } from "react";
import { Navigate, Route, Routes } from "react-router";
import { Frame } from "./Frame";
import { PageErrorBoundary } from "./PageErrorBoundary";
import { type PageInFile, PageOf, pageInFile, useFirstPage } from "./pageInFile";
import { RequireSession } from "./RequireSession";
import { Waiting } from "./Waiting";

/** For everybody. */
const OUTSIDE = [
  pageInFile("/sign-in", () => import("~/features/session/SignInPage"), "SignInPage"),
  pageInFile("/shared", () => import("~/features/sharing/SharedPage"), "SharedPage"),
  pageInFile("/embed", () => import("~/features/sharing/SharedPage"), "EmbeddedPage"),
  pageInFile("/set-password", () => import("~/features/people/SetPasswordPage"), "SetPasswordPage"),
];

/** In the frame, for whoever is signed in. */
const INSIDE = [
  pageInFile("/portfolio", () => import("~/features/portfolio/PortfolioPage"), "PortfolioPage"),
  pageInFile("/portfolio/figures", () => import("~/features/figures/FiguresPage"), "FiguresPage"),
  pageInFile("/portfolio/audit", () => import("~/features/portfolio/audit/AuditPage"), "AuditPage"),
  pageInFile("/opportunities", () => import("~/features/opportunities/OpportunitiesPage"), "OpportunitiesPage"),
  pageInFile("/opportunities/:id", () => import("~/features/map/OpportunityPage"), "OpportunityPage"),
  pageInFile("/accounts", () => import("~/features/accounts/AccountsPage"), "AccountsPage"),
  pageInFile("/accounts/:id", () => import("~/features/accounts/AccountPage"), "AccountPage"),
  pageInFile("/accounts/:id/map", () => import("~/features/accounts/map/AccountMapPage"), "AccountMapPage"),
  pageInFile("/contacts", () => import("~/features/contacts/ContactsPage"), "ContactsPage"),
  pageInFile("/contacts/:id", () => import("~/features/contacts/ContactPage"), "ContactPage"),
  pageInFile("/inbox", () => import("~/features/signals/InboxPage"), "InboxPage"),
  pageInFile("/reviews", () => import("~/features/reviews/ReviewsPage"), "ReviewsPage"),
  pageInFile("/settings/signal-rules", () => import("~/features/signals/SignalRulesPage"), "SignalRulesPage"),
  pageInFile("/settings/gates", () => import("~/features/gates/GateRulesPage"), "GateRulesPage"),
  pageInFile("/settings/notices", () => import("~/features/digest/DigestPage"), "DigestPage"),
  pageInFile("/settings/webhooks", () => import("~/features/webhooks/WebhooksPage"), "WebhooksPage"),
  pageInFile("/settings/people", () => import("~/features/people/PeoplePage"), "PeoplePage"),
  pageInFile("/settings/map-templates", () => import("~/features/templates/MapTemplatesPage"), "MapTemplatesPage"),
  pageInFile("/settings/tokens", () => import("~/features/tokens/TokensPage"), "TokensPage"),
  pageInFile("/settings/scoring", () => import("~/features/scoring/ScoringSettingsPage"), "ScoringSettingsPage"),
];
const NOT_FOUND = pageInFile("*", () => import("./NotFoundPage"), "NotFoundPage");
const HOME = "/opportunities";

/** Which address shows which page. Features meet here and nowhere else. */
export function Pages() {
  const ready = useFirstPage([...OUTSIDE, ...INSIDE], HOME);
  const route = (page: PageInFile) => (
    <Route key={page.path} path={page.path} element={ready ? <PageOf key={page.path} page={page} /> : <Waiting />} />
  );
  return (
    <PageErrorBoundary>
      <Suspense>
        <Routes>
          {OUTSIDE.map(route)}
          <Route path="/" element={<RequireSession>{ready ? <Frame /> : <Waiting />}</RequireSession>}>
            <Route index element={<Navigate to={HOME} replace />} />
            {INSIDE.map(route)}
            {route(NOT_FOUND)}
          </Route>
        </Routes>
      </Suspense>
    </PageErrorBoundary>
  );
}
