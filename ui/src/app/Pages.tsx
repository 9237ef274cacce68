import { type ComponentType, lazy, Suspense } from "react";
import { Navigate, Route, Routes } from "react-router";
import { Frame } from "./Frame";
import { PageErrorBoundary } from "./PageErrorBoundary";
import { RequireSession } from "./RequireSession";

/** A page in a file of its own, fetched when first visited. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }));
}

const SignInPage = page(() => import("~/features/session/SignInPage"), "SignInPage");
const OpportunitiesPage = page(() => import("~/features/opportunities/OpportunitiesPage"), "OpportunitiesPage");
const OpportunityPage = page(() => import("~/features/map/OpportunityPage"), "OpportunityPage");
const AccountsPage = page(() => import("~/features/accounts/AccountsPage"), "AccountsPage");
const AccountPage = page(() => import("~/features/accounts/AccountPage"), "AccountPage");
const ContactsPage = page(() => import("~/features/contacts/ContactsPage"), "ContactsPage");
const AccountMapPage = page(() => import("~/features/accounts/map/AccountMapPage"), "AccountMapPage");
const ContactPage = page(() => import("~/features/contacts/ContactPage"), "ContactPage");
const TokensPage = page(() => import("~/features/tokens/TokensPage"), "TokensPage");
const ScoringSettingsPage = page(() => import("~/features/scoring/ScoringSettingsPage"), "ScoringSettingsPage");
const PortfolioPage = page(() => import("~/features/portfolio/PortfolioPage"), "PortfolioPage");
const AuditPage = page(() => import("~/features/portfolio/audit/AuditPage"), "AuditPage");
const FiguresPage = page(() => import("~/features/figures/FiguresPage"), "FiguresPage");
const ReviewsPage = page(() => import("~/features/reviews/ReviewsPage"), "ReviewsPage");
const SignalRulesPage = page(() => import("~/features/signals/SignalRulesPage"), "SignalRulesPage");
const InboxPage = page(() => import("~/features/signals/InboxPage"), "InboxPage");
const GateRulesPage = page(() => import("~/features/gates/GateRulesPage"), "GateRulesPage");
const WebhooksPage = page(() => import("~/features/webhooks/WebhooksPage"), "WebhooksPage");
const DigestPage = page(() => import("~/features/digest/DigestPage"), "DigestPage");
const PeoplePage = page(() => import("~/features/people/PeoplePage"), "PeoplePage");
const SetPasswordPage = page(() => import("~/features/people/SetPasswordPage"), "SetPasswordPage");
const MapTemplatesPage = page(() => import("~/features/templates/MapTemplatesPage"), "MapTemplatesPage");
const SharedPage = page(() => import("~/features/sharing/SharedPage"), "SharedPage");
const EmbeddedPage = page(() => import("~/features/sharing/SharedPage"), "EmbeddedPage");
const NotFoundPage = page(() => import("./NotFoundPage"), "NotFoundPage");

/** Which address shows which page. Features meet here and nowhere else. */
export function Pages() {
  return (
    <PageErrorBoundary>
      <Suspense>
        <Routes>
          <Route path="/sign-in" element={<SignInPage />} />
          <Route path="/shared" element={<SharedPage />} />
          <Route path="/embed" element={<EmbeddedPage />} />
          <Route path="/set-password" element={<SetPasswordPage />} />
          <Route
            path="/"
            element={
              <RequireSession>
                <Frame />
              </RequireSession>
            }
          >
            <Route index element={<Navigate to="/opportunities" replace />} />
            <Route path="portfolio" element={<PortfolioPage />} />
            <Route path="portfolio/figures" element={<FiguresPage />} />
            <Route path="portfolio/audit" element={<AuditPage />} />
            <Route path="opportunities" element={<OpportunitiesPage />} />
            <Route path="opportunities/:id" element={<OpportunityPage />} />
            <Route path="accounts" element={<AccountsPage />} />
            <Route path="accounts/:id" element={<AccountPage />} />
            <Route path="accounts/:id/map" element={<AccountMapPage />} />
            <Route path="contacts" element={<ContactsPage />} />
            <Route path="contacts/:id" element={<ContactPage />} />
            <Route path="inbox" element={<InboxPage />} />
            <Route path="reviews" element={<ReviewsPage />} />
            <Route path="settings/signal-rules" element={<SignalRulesPage />} />
            <Route path="settings/gates" element={<GateRulesPage />} />
            <Route path="settings/notices" element={<DigestPage />} />
            <Route path="settings/webhooks" element={<WebhooksPage />} />
            <Route path="settings/people" element={<PeoplePage />} />
            <Route path="settings/map-templates" element={<MapTemplatesPage />} />
            <Route path="settings/tokens" element={<TokensPage />} />
            <Route path="settings/scoring" element={<ScoringSettingsPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </Suspense>
    </PageErrorBoundary>
  );
}
