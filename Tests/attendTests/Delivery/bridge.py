"""Plays a MESH client on a mailbox folder, against the sandbox server.

Usage: bridge.py FOLDER MAILBOX URL VERB
  send     sends every pair of `out`, moves it to `sent` or `failed`, reports failures in `in`
  collect  as the recipients: fetches every message into RECEIVED, acknowledges it
  report   asks the server what became of each sent item, and reports it in `in`

The sandbox does no routing by patient: items addressed to GPPROVIDER_… come back as EPL-152.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from mesh_client import MeshClient, MeshError

RECIPIENTS = ["X26ABC2", "X26ABC3"]


def client(url: str, mailbox: str) -> MeshClient:
    return MeshClient(url, mailbox, "password", shared_key=b"TestKey", max_retries=0)


def status(control: ElementTree.Element, event: str, code: str) -> None:
    record = ElementTree.SubElement(control, "StatusRecord")
    for name, text in [
        ("DateTime", "20261101020000"), ("Event", event),
        ("Status", "SUCCESS" if code == "00" else "ERROR"), ("StatusCode", code),
    ]:
        ElementTree.SubElement(record, name).text = text


def write(control: ElementTree.Element, path: Path) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(ElementTree.tostring(control))
    part.rename(path)


def report(folder: Path, control: ElementTree.Element, event: str, code: str) -> None:
    returned = ElementTree.Element("DTSControl")
    for name in ["Version", "WorkflowId", "To_DTS", "From_DTS", "LocalId", "DTSId"]:
        ElementTree.SubElement(returned, name).text = control.findtext(name)
    ElementTree.SubElement(returned, "MessageType").text = "Report"
    status(returned, event, code)
    write(returned, folder / "in" / f"report-{control.findtext('LocalId')}.ctl")


def send(folder: Path, mesh: MeshClient) -> None:
    for path in sorted((folder / "out").glob("*.ctl")):
        document = path.with_suffix(".dat")
        control = ElementTree.parse(path).getroot()
        to = control.findtext("To_DTS") or ""
        code, message = "00", None
        if to.startswith("GPPROVIDER_"):
            code = "EPL-152"
        else:
            try:
                message = mesh.send_message(
                    to,
                    document.read_bytes(),
                    workflow_id=control.findtext("WorkflowId"),
                    local_id=control.findtext("LocalId"),
                    filename=document.name,
                )
            except MeshError as error:
                code = error.args[1]["detail"][0]["code"]
        if message:
            ElementTree.SubElement(control, "DTSId").text = message
        status(control, "TRANSFER", code)
        target = folder / ("sent" if code == "00" else "failed")
        document.rename(target / document.name)
        write(control, target / path.name)
        path.unlink()
        if code != "00":
            report(folder, control, "SEND", code)


def collect(folder: Path, url: str) -> None:
    received = folder / "received"
    received.mkdir(exist_ok=True)
    for mailbox in RECIPIENTS:
        with client(url, mailbox) as mesh:
            for message in mesh.iterate_all_messages():
                (received / f"{mailbox}-{message.local_id}").write_bytes(message.read())
                message.acknowledge()


def ask(folder: Path, mesh: MeshClient) -> None:
    for path in sorted((folder / "sent").glob("*.ctl")):
        control = ElementTree.parse(path).getroot()
        tracked = mesh.track_message(message_id=control.findtext("DTSId"))
        if tracked["status"].lower() == "acknowledged":
            report(folder, control, "COLLECT", "00")


def main() -> None:
    folder, mailbox, url, verb = Path(sys.argv[1]), *sys.argv[2:5]
    if verb == "collect":
        collect(folder, url)
        return
    with client(url, mailbox) as mesh:
        mesh.handshake()
        {"send": send, "report": ask}[verb](folder, mesh)


main()
