"""The same two operations as one writes them with FastAPI, SQLAlchemy and SQLite in WAL mode, durable, unsigned."""

import os
import sys
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy import JSON, create_engine, event, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine(f"sqlite:///{os.environ['BASELINE_STORE']}", pool_size=40, connect_args={"timeout": 30})
app = FastAPI()


class Base(DeclarativeBase):
    """What SQLAlchemy asks for."""


class Contact(Base):
    """A contact with its attributes in one document."""

    __tablename__ = "contacts"
    instance_id: Mapped[str] = mapped_column(primary_key=True)
    contact_id: Mapped[str] = mapped_column(primary_key=True)
    attributes: Mapped[dict[str, str]] = mapped_column(JSON)


class Update(BaseModel):
    """The request's body."""

    InstanceId: str
    InitialContactId: str
    Attributes: dict[str, str]


@event.listens_for(engine, "connect")
def _set_up(connection: object, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def _find(session: Session, instance_id: str, contact_id: str) -> Contact:
    contact = session.get(Contact, (instance_id, contact_id))
    if contact is None:
        raise HTTPException(404)
    return contact


@app.post("/contact/attributes")
def update_contact_attributes(update: Update, session: Annotated[Session, Depends(_session)]) -> dict[str, str]:
    """Merge, and commit."""
    session.execute(text("BEGIN IMMEDIATE"))
    contact = _find(session, update.InstanceId, update.InitialContactId)
    contact.attributes = contact.attributes | update.Attributes
    session.commit()
    return {}


@app.get("/contact/attributes/{instance_id}/{contact_id}")
def get_contact_attributes(
    instance_id: str, contact_id: str, session: Annotated[Session, Depends(_session)]
) -> dict[str, dict[str, str]]:
    """Every attribute of a contact."""
    return {"Attributes": _find(session, instance_id, contact_id).attributes}


if __name__ == "__main__":  # contact ids come on standard input
    Base.metadata.create_all(engine)
    with Session(engine) as first:
        first.add_all(
            Contact(instance_id=sys.argv[1], contact_id=line.strip(), attributes={"greetingPlayed": "start"})
            for line in sys.stdin
        )
        first.commit()
