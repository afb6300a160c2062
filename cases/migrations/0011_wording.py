"""A body's own words for its text messages."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_quiet_hours")]
    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="哪一条短信")),
                (
                    "words",
                    models.CharField(
                        help_text="前面的单位、称呼和后面的电话由系统加上。大括号里的词会换成真的内容。", max_length=70, verbose_name="改成"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organizations.organization",
                        verbose_name="调解组织",
                    ),
                ),
            ],
            options={"verbose_name": "短信用语", "verbose_name_plural": "短信用语", "default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=["organization", "code"], name="a_body_words_a_text_once",
                violation_error_message="这一条已经改过了，请在原来那一行上改。",
            ),
        ),
    ]
