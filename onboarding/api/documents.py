"""Documents of a customer: one file a request."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.ids import parse_id
from compliance.partners.pagination import paginate
from compliance.partners.parsers import StrictMultiPartParser
from compliance.partners.views import PartnerView
from onboarding import selectors, services
from onboarding.api import shapes
from onboarding.models import DocumentKind, Side


class CustomerDocuments(PartnerView):
    """Send a picture (JPEG, PNG, WebP, HEIC, TIFF) or a PDF of few pages; list what was sent."""

    scopes = {"GET": "customers:read", "POST": "documents:write"}
    parser_classes = [StrictMultiPartParser]

    def prepare(self, _request: Request, customer_id: str) -> services.Upload:
        """Reading and redrawing the picture holds no transaction open."""
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        data = self.read(shapes.DocumentInput)
        return services.take_upload(
            customer_id=customer.pk,
            partner_id=self.partner.id,
            kind=DocumentKind(data["kind"]),
            side=Side(data["side"]),
            person_id=parse_id("per", data["person"]) if data["person"] else None,
            upload=data["file"].read(),
            declared_type=data["file"].content_type or "",
        )

    @extend_schema(
        operation_id="add_document",
        request={"multipart/form-data": shapes.DocumentInput},
        responses={201: shapes.DocumentAddedOutput},
    )
    def post(self, _request: Request, customer_id: str) -> Response:
        document = services.keep_document(upload=self.prepared, at=self.now, actor=self.actor)
        self.subject_id = document.customer_id
        return Response(shapes.render_added(document, self.prepared.reasons), status=201)

    @extend_schema(operation_id="list_documents", responses={200: shapes.DocumentList})
    def get(self, request: Request, customer_id: str) -> Response:
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        return paginate(request, selectors.documents(customer.pk)).answer(shapes.render_document)
