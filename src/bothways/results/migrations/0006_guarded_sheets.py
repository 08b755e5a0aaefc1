from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0005_who_looked"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="difference",
            options={"base_manager_name": "objects"},
        ),
        migrations.AlterModelOptions(
            name="sheet",
            options={"base_manager_name": "objects"},
        ),
    ]
