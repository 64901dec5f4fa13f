"""The text layer of a PDF, sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0001_initial")]

    operations = [
        migrations.AddField(model_name="document", name="text", field=models.BinaryField(null=True)),
    ]
