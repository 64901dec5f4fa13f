"""The workbench's pages: one view per page or button."""

from django.urls import path

from compliance.dashboard.views import allowing, cases, customers, house, lists, policy, searching, signing

app_name = "dashboard"
urlpatterns = [
    path("", cases.queue, name="queue"),
    path("login", signing.SignIn.as_view(), name="login"),
    path("logout", signing.SignOut.as_view(), name="logout"),
    path("cases/<str:case>", cases.case, name="case"),
    path("cases/<str:case>/propose", cases.propose, name="propose"),
    path("cases/<str:case>/assign", cases.assign, name="assign"),
    path("proposals/<str:proposal>/confirm", cases.confirm, name="confirm"),
    path("proposals/<str:proposal>/withdraw", cases.withdraw, name="withdraw"),
    path("customers", customers.customers, name="customers"),
    path("customers/<str:customer>", customers.customer, name="customer"),
    path("customers/<str:customer>/documents/<str:document>", customers.picture, name="picture"),
    path("allowed", allowing.allowed, name="allowed"),
    path("allowed/<str:pair>/end", allowing.disallow, name="disallow"),
    path("search", searching.search, name="search"),
    path("search/compare", searching.compare, name="compare"),
    path("lists", lists.lists, name="lists"),
    path("lists/<slug:source>", lists.one, name="list"),
    path("lists/<slug:source>/versions/<int:number>", lists.delta, name="delta"),
    path("lists/<slug:source>/entries/<path:ref>", lists.entry, name="entry"),
    path("trail", house.trail, name="trail"),
    path("policy", policy.policy, name="policy"),
    path("policy/propose", policy.propose, name="policy_propose"),
    path("policy/<int:version>", policy.version, name="policy_version"),
    path("policy/<int:version>/publish", policy.publish, name="policy_publish"),
]
