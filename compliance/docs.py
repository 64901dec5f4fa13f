"""The API's description, generated from the code: as OpenAPI 3.1 and as a page to read and try."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer


@cache
def document() -> bytes:
    """The whole description in YAML: the file `openapi.yaml` of the repository, byte by byte."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return bytes(OpenApiYamlRenderer().render(schema, renderer_context={}))  # type: ignore[no-untyped-call]


@require_safe
def schema(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(document(), content_type="application/yaml", headers={"Cache-Control": "max-age=300"})


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Swagger UI from our own static files; its one script carries the nonce of the content security policy."""
    return render(request, "docs.html")
