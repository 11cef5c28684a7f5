"""The Azure Functions app: wiring only. Each capability is one blueprint of functions/."""

import azure.functions as func

from functions import health, mood, page, recommendations, session, titles
from functions.services import warm

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
for capability in (session, mood, recommendations, titles, health, page):
    app.register_functions(capability.bp)

warm()
